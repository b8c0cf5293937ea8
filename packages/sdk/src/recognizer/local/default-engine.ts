/** A module of its own: a page whose model runs in a worker never fetches the engine. */
export { loadModel } from '@edgeink/engine/wasm'
