// Files that wrangler puts into the worker beside the code: see the rules of wrangler.jsonc.
declare module '*.onnx' {
  const bytes: ArrayBuffer
  // biome-ignore lint/style/noDefaultExport: what wrangler gives
  export default bytes
}

declare module '*.wasm' {
  const module: WebAssembly.Module
  // biome-ignore lint/style/noDefaultExport: what wrangler gives
  export default module
}

declare module 'cloudflare:workers' {
  /** What a Durable Object's class extends so that its methods can be called through the binding. */
  export abstract class DurableObject {
    protected readonly ctx: { readonly storage: import('./monitoring/minute-store.ts').Storage }
  }
}
