/**
 * Where a point of the viewport lies on the pad. The pad's own coordinates are CSS pixels from the top left corner
 * of its content box, as if neither it nor any ancestor were scrolled, zoomed, scaled or rotated.
 */
import type { PadSize } from './ink-history.ts'

/** The content box of the pad, and where it lies in its border box; CSS pixels before any transform. */
export interface PadBox {
  readonly size: PadSize
  /** From the top left corner of the content box to the centre of the border box. */
  readonly centre: { readonly x: number; readonly y: number }
}

/** Reads the used sizes from the computed style: unlike `clientWidth` they are not rounded to whole pixels. */
export function measureBox(element: Element): PadBox {
  const style = getComputedStyle(element)
  const px = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0
  const edge = (side: string) => px(`border-${side}-width`) + px(`padding-${side}`)
  const left = edge('left')
  const top = edge('top')
  const edgesX = left + edge('right')
  const edgesY = top + edge('bottom')
  const isBorderBox = style.boxSizing === 'border-box'
  const width = Math.max(0, px('width') - (isBorderBox ? edgesX : 0))
  const height = Math.max(0, px('height') - (isBorderBox ? edgesY : 0))
  return {
    size: { width, height },
    centre: { x: (width + edgesX) / 2 - left, y: (height + edgesY) / 2 - top },
  }
}

/**
 * The linear map from the viewport back to the element's own pixels: how it and all its ancestors are stretched and
 * turned, undone. Where nothing of them is left to be seen, it maps to no numbers.
 */
export function measureLinear(element: Element): DOMMatrix {
  let total = new DOMMatrix()
  for (let node: Element | null = element; node; node = flatParent(node)) {
    total = ownLinear(getComputedStyle(node)).multiply(total)
  }
  const { currentCSSZoom = 1 } = element as { currentCSSZoom?: number }
  return total.scaleSelf(currentCSSZoom).invertSelf()
}

/** From the viewport to the pad. An affine map keeps centres, so the centre of the bounding rectangle is an anchor. */
export function toPad(
  client: { readonly x: number; readonly y: number },
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  { centre }: PadBox,
  fromViewport: DOMMatrix,
): { x: number; y: number } {
  const { x, y } = fromViewport.transformPoint({
    x: client.x - rect.x - rect.width / 2,
    y: client.y - rect.y - rect.height / 2,
  })
  return { x: centre.x + x, y: centre.y + y }
}

/** Without its translations, and as flat as it is seen. */
function ownLinear({ rotate, scale, transform }: CSSStyleDeclaration): DOMMatrix {
  const list =
    given(rotate, `rotate(${rotate})`) +
    given(scale, `scale(${scale?.split(' ').slice(0, 2)})`) +
    given(transform, transform)
  const { a, b, c, d } = new DOMMatrix(list)
  return new DOMMatrix([a, b, c, d, 0, 0])
}

/** The function of a transform, where the property has a value. Undefined where a browser lacks the property. */
function given(value: string | undefined, transform: string): string {
  return value && value !== 'none' ? transform : ''
}

function flatParent(element: Element): Element | null {
  const root = element.getRootNode()
  const host = 'host' in root ? (root.host as Element) : null
  return element.assignedSlot ?? element.parentElement ?? host
}
