// The entry of the environment `ort`: the same worker on onnxruntime-web. Another model than ours is another import.
import ort from 'onnxruntime-web/ort-wasm-simd-threaded.wasm'
import { PACKAGES } from './models.ts'
import { ortLoader } from './ort-loader.ts'
import { createWorker } from './worker.ts'

export { MonitorObject } from './monitoring/monitor-object.ts'

export default createWorker({ packages: Object.values(PACKAGES), load: ortLoader(ort) })
