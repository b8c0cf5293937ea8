import { loadClassifier } from '@edgeink/engine'
import { describe, it } from 'vitest'
import { classifierContract, type Subject } from '../contract/classifier-contract.ts'
import { RESET_BEFORE, SHAPES } from '../contract/shapes.ts'

const SUBJECTS: readonly Subject[] = [
  {
    kernel: 'js',
    tolerance: 1e-6,
    shapes: { ...SHAPES, ...RESET_BEFORE },
    load: (bytes) => loadClassifier(bytes, { kernel: 'js' }),
  },
  {
    kernel: 'ort',
    tolerance: 1e-6,
    shapes: { ...SHAPES, ...RESET_BEFORE },
    load: (bytes) => loadClassifier(bytes, { engine: 'ort' }),
  },
]

describe.each(SUBJECTS)('the classifier contract in Node, kernel $kernel', (subject) => {
  for (const behaviour of classifierContract(subject)) {
    it(behaviour.name, () => behaviour.run())
  }
})
