// WebAssembly as workerd imports it.
declare module '*.wasm' {
  const module: WebAssembly.Module
  // biome-ignore lint/style/noDefaultExport: what workerd gives
  export default module
}
