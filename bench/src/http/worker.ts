/** The worker as it is deployed, with one more route: what HTTP, Hono and JSON cost without a model. */
import { loadServed, PACKAGES } from '../../../workers/classify/src/models.ts'
import { createWorker } from '../../../workers/classify/src/worker.ts'
import { echoRoute } from './echo-route.ts'

export { MonitorObject } from '../../../workers/classify/src/monitoring/monitor-object.ts'

// biome-ignore lint/style/noDefaultExport: workerd takes the handler from it
export default createWorker({
  packages: Object.values(PACKAGES),
  load: loadServed,
  routes: [echoRoute()],
})
