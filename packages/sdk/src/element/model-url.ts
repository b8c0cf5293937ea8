/** Which of a page's addresses an element means. */

/**
 * Address of the manifest of a model, relative to the page unless it is absolute:
 * - a name (`digits`) lies below `/models/` of the page's own origin: `/models/digits/manifest.json`;
 * - what has a slash is an address: of the model's folder, or of its `.json` manifest.
 */
export function manifestUrl(model: string, base: string): string {
  const folder = model.includes('/') ? model : `/models/${model}/`
  if (/\.json([?#]|$)/.test(folder)) return new URL(folder, base).href
  const url = new URL(folder, base)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/manifest.json`
  return url.href
}

/** The id by which the edge knows a model: its name; undefined, the worker's default, for an address. */
export function modelId(model: string): string | undefined {
  return model === '' || model.includes('/') ? undefined : model
}
