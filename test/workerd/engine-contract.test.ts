import relaxed from '@edgeink/engine/relaxed.wasm'
import simd from '@edgeink/engine/simd.wasm'
import ort from 'onnxruntime-web/ort-wasm-simd-threaded.wasm'
import { describe, it } from 'vitest'
import { classifierContract } from '../contract/classifier-contract.ts'
import { contractSubjects } from '../contract/subjects.ts'

describe.each(contractSubjects({ relaxed, simd, ort }))(
  'the classifier contract in workerd, kernel $kernel',
  (subject) => {
    for (const behaviour of classifierContract(subject)) {
      it(behaviour.name, () => behaviour.run())
    }
  },
)
