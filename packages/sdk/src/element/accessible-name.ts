/**
 * The name of the field, as a browser computes it for an input: `aria-labelledby`, `aria-label`, then its labels.
 * The field itself lies in the shadow tree, where none of these reach it.
 */
export function accessibleName(host: HTMLElement, labels: Iterable<Node>): string | undefined {
  const candidates = [
    referencedText(host),
    host.getAttribute('aria-label'),
    host.getAttribute('label'),
    textOfLabels(host, labels),
    host.title,
  ]
  return candidates.find((name) => name?.trim())?.trim()
}

function referencedText(host: HTMLElement): string {
  const ids = host.getAttribute('aria-labelledby')?.split(/\s+/) ?? []
  const root = host.getRootNode() as Document | ShadowRoot
  return ids.map((id) => root.getElementById?.(id)?.textContent ?? '').join(' ')
}

/** A label may lie around the element: then what is slotted into that is no part of the name. */
function textOfLabels(host: HTMLElement, labels: Iterable<Node>): string {
  const texts = [...labels].map((label) => {
    const text = label.textContent ?? ''
    return label.contains(host) ? text.replace(host.textContent ?? '', '') : text
  })
  return texts.join(' ').replace(/\s+/g, ' ')
}
