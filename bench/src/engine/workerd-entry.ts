/**
 * The worker: `/?name=wasm-simd&batch=1&calls=100` answers when the work is done, `/?prepare=wasm-simd` when the engine
 * is ready; `/` does nothing.
 */

import relaxed from '@edgeink/engine/relaxed.wasm'
import simd from '@edgeink/engine/simd.wasm'
import ort from 'onnxruntime-web/ort-wasm-simd-threaded.wasm'
import float32 from 'workload/float32.onnx'
import inks from 'workload/inks.f32'
import settings from 'workload/inks.json'
import int8 from 'workload/int8.onnx'
import { Bench } from './served.ts'
import type { PortableName, PreparableName } from './subjects.ts'

const { count, labels } = JSON.parse(settings) as { count: number; labels: number }
const bench = new Bench(
  { float32: new Uint8Array(float32), int8: new Uint8Array(int8) },
  { inputs: new Float32Array(inks), count, labels },
  { relaxed, simd, ort },
)

const handler = {
  async fetch(request: Request): Promise<Response> {
    const query = new URL(request.url).searchParams
    const name = query.get('name') as PortableName | null
    const prepared = query.get('prepare') as PreparableName | null
    if (prepared) await bench.prepare(prepared)
    if (name) await bench.answer(name, Number(query.get('batch')), Number(query.get('calls')))
    return new Response('done')
  },
}

// biome-ignore lint/style/noDefaultExport: workerd takes the handler from it
export default handler
