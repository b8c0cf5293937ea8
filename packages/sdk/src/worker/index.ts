export { type ServeModelOptions, serveModel, type WorkerScope } from './serve-model.ts'
