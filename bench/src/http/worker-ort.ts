/** The same worker on onnxruntime-web. */
import ort from 'onnxruntime-web/ort-wasm-simd-threaded.wasm'
import { PACKAGES } from '../../../workers/classify/src/models.ts'
import { ortLoader } from '../../../workers/classify/src/ort-loader.ts'
import { createWorker } from '../../../workers/classify/src/worker.ts'
import { echoRoute } from './echo-route.ts'

export { MonitorObject } from '../../../workers/classify/src/monitoring/monitor-object.ts'

// biome-ignore lint/style/noDefaultExport: workerd takes the handler from it
export default createWorker({
  packages: Object.values(PACKAGES),
  load: ortLoader(ort),
  routes: [echoRoute()],
})
