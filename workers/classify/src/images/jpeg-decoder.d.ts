// The package declares its entry only.
declare module 'jpeg-js/lib/decoder.js' {
  // biome-ignore lint/style/noDefaultExport: what the package has
  export { decode as default } from 'jpeg-js'
}
