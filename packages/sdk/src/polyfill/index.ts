export {
  type HandwritingInstallation,
  installHandwritingPolyfill,
  type NativeHandwriting,
  type PolyfillOptions,
} from './install.ts'
export * from './ponyfill.ts'
