/** An address as the page's own requests resolve it. Without a page, a relative one stays as it is. */
export function absolute(address: string | URL): string {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href
  return URL.canParse(address, base) ? new URL(address, base).href : String(address)
}
