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
