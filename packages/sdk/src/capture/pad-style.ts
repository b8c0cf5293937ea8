/** What a pad needs of its style so that the browser leaves the pointer to it. */
const PAD_STYLE = {
  'touch-action': 'none',
  'user-select': 'none',
  '-webkit-user-select': 'none',
  '-webkit-touch-callout': 'none',
  '-webkit-tap-highlight-color': 'transparent',
} as const

/** Sets it as inline style until `life` ends, and then gives back what was there. */
export function applyPadStyle(element: HTMLElement, life: AbortSignal): void {
  const { style } = element
  const before = Object.keys(PAD_STYLE).map((name) => [name, style.getPropertyValue(name)] as const)
  for (const [name, value] of Object.entries(PAD_STYLE)) style.setProperty(name, value)
  const restore = () => {
    for (const [name, value] of before) {
      if (value) style.setProperty(name, value)
      else style.removeProperty(name)
    }
  }
  life.addEventListener('abort', restore, { once: true })
}
