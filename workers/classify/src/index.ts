// The worker's entry: the API with this worker's models. What is an asset never gets here.
import { createApp } from './app.ts'
import { createModelStore } from './model-store.ts'
import { LOADERS } from './models.ts'

export default createApp({
  models: createModelStore(LOADERS),
  log: (message, error) => console.error(message, error),
})
