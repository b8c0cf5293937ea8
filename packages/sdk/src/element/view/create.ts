/** Elements made node by node: no markup is parsed, so that a page may demand trusted types. */

const SVG = 'http://www.w3.org/2000/svg'

type Attributes = Readonly<Record<string, string>>

/** An element of the shadow tree; `part` names it for its own style sheet and for the page's. */
export function create<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  setAttributes(element, attributes)
  element.append(...children)
  return element
}

/** A decorative line drawing of 24 by 24. */
export function createIcon(path: string): SVGSVGElement {
  const icon = document.createElementNS(SVG, 'svg')
  setAttributes(icon, { viewBox: '0 0 24 24', 'aria-hidden': 'true' })
  const line = document.createElementNS(SVG, 'path')
  setAttributes(line, { d: path })
  icon.append(line)
  return icon
}

/** Sets what differs: a write that changes nothing still costs style and wakes observers. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value)
  }
}

export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text
}
