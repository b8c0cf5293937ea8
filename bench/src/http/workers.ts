import { bundleWorker } from '../../../scripts/support/bundle-worker.ts'
import { ROOT } from '../../../scripts/support/run.ts'
import { startWorkerd, type WorkerdProcess } from '../../../scripts/support/workerd-process.ts'

/** Starts a fresh workerd. */
export type Start = () => Promise<WorkerdProcess>

/** The worker on our kernels, or on onnxruntime-web, each with the echo route; bundled once. */
export async function benchWorker(engine: 'wasm' | 'ort'): Promise<Start> {
  const file = engine === 'ort' ? 'worker-ort.ts' : 'worker.ts'
  const { modules } = await bundleWorker({ entry: `${ROOT}bench/src/http/${file}` })
  return () => startWorkerd(modules)
}
