/** The page: fetches the workload and answers the measurement's calls. */

import { Bench } from './served.ts'
import type { PortableName, PreparableName } from './subjects.ts'

async function fetchBytes(path: string): Promise<ArrayBuffer> {
  return (await fetch(path)).arrayBuffer()
}

async function createBench(): Promise<Bench> {
  const [float32, int8, inks] = await Promise.all(
    ['/float32.onnx', '/int8.onnx', '/inks.f32'].map(fetchBytes),
  )
  const { count, labels } = await (await fetch('/inks.json')).json()
  return new Bench(
    { float32: new Uint8Array(float32), int8: new Uint8Array(int8) },
    { inputs: new Float32Array(inks), count, labels },
    { ort: await WebAssembly.compileStreaming(fetch('/ort.wasm')) },
  )
}

const ready = createBench()

declare global {
  /** Milliseconds that the answers took, on the page's own clock. */
  var timeAnswers: (name: PortableName, batch: number, calls: number) => Promise<number>
  var prepareFor: (name: PreparableName) => Promise<void>
}

globalThis.prepareFor = async (name) => (await ready).prepare(name)

globalThis.timeAnswers = async (name, batch, calls) => {
  const bench = await ready
  const start = performance.now()
  await bench.answer(name, batch, calls)
  return performance.now() - start
}
