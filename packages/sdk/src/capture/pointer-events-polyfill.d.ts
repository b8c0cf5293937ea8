/** The part of the polyfill, which has no types of its own, that the pad uses. */
declare module 'pointer-events-polyfill' {
  const polyfill: {
    readonly dispatcher: {
      /** Makes pointer events of the mouse and touch events below `root`. */
      register(root: Node): void
    }
  }
  // biome-ignore lint/style/noDefaultExport: CommonJS
  export default polyfill
}
