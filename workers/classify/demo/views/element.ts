/** The element of the page with this id and kind. Its absence is a mistake in index.html. */
export function element<T extends Element>(id: string, kind: new () => T): T {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`internal: index.html has no ${kind.name} with the id '${id}'`)
}
