/** The contract in a page: bundled for Chromium, which asks for one behaviour after the other. */

import { loadClassifier } from '@edgeink/engine'
import { encodeRecurrentClassifier } from '@edgeink/engine/onnx'
import { randomNetwork } from '@edgeink/engine/reference'
import { classifierContract } from './classifier-contract.ts'
import { contractSubjects } from './subjects.ts'

const bytes = encodeRecurrentClassifier(randomNetwork())

let compiled: Promise<WebAssembly.Module> | undefined

/** The kernel that the engine chooses here, or the code of the error when one is asked for. */
async function chosenKernel(kernel?: 'wasm-simd'): Promise<string> {
  try {
    return (await loadClassifier(bytes, { kernel })).kernel
  } catch (error) {
    return (error as { code: string }).code
  }
}

async function runBehaviour(subject: number, behaviour: number): Promise<void> {
  compiled ??= WebAssembly.compileStreaming(fetch('/ort.wasm'))
  const subjects = contractSubjects({ ort: await compiled })
  await classifierContract(subjects[subject])[behaviour].run()
}

declare global {
  var contract: { chosenKernel: typeof chosenKernel; runBehaviour: typeof runBehaviour }
}

globalThis.contract = { chosenKernel, runBehaviour }
