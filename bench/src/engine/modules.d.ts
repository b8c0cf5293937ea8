declare module '*.wasm' {
  const module: WebAssembly.Module

  // biome-ignore lint/style/noDefaultExport: what workerd gives
  export default module
}

declare module 'workload/*.json' {
  const text: string

  // biome-ignore lint/style/noDefaultExport: what workerd gives
  export default text
}

declare module 'workload/*' {
  const bytes: ArrayBuffer

  // biome-ignore lint/style/noDefaultExport: what workerd gives
  export default bytes
}
