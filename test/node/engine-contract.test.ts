import { describe, it } from 'vitest'
import { classifierContract } from '../contract/classifier-contract.ts'
import { contractSubjects } from '../contract/subjects.ts'

describe.each(contractSubjects())('the classifier contract in Node, kernel $kernel', (subject) => {
  for (const behaviour of classifierContract(subject)) {
    it(behaviour.name, () => behaviour.run())
  }
})
