/** The worker of `localRecognizer({ worker: true })`. The build makes one file of it, which imports nothing. */
import { serveModel } from './serve-model.ts'

serveModel(self)
