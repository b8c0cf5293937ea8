// The worker's entry, with our own engine. What is an asset never gets here.
import { loadServed, PACKAGES } from './models.ts'
import { createWorker } from './worker.ts'

export { MonitorObject } from './monitoring/monitor-object.ts'

export default createWorker({ packages: Object.values(PACKAGES), load: loadServed })
