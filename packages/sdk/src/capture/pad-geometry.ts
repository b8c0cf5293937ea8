/**
 * Where a point of the viewport lies on the pad. The pad's own coordinates are CSS pixels from the top left corner
 * of its content box, as if neither it nor any ancestor were scrolled, zoomed, scaled or rotated.
 */
import type { PadSize } from './ink-history.ts'

/** A linear map of the plane: `(x, y) → (a·x + c·y, b·x + d·y)`. */
export interface Linear {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}

/** The content box of the pad, and where it lies in its border box; CSS pixels before any transform. */
export interface PadBox {
  readonly size: PadSize
  /** From the top left corner of the content box to the centre of the border box. */
  readonly centre: { readonly x: number; readonly y: number }
}

const IDENTITY: Linear = { a: 1, b: 0, c: 0, d: 1 }

/** Reads the used sizes from the computed style: unlike `clientWidth` they are not rounded to whole pixels. */
export function measureBox(element: Element): PadBox {
  const style = getComputedStyle(element)
  const px = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0
  const left = px('border-left-width') + px('padding-left')
  const top = px('border-top-width') + px('padding-top')
  const edgesX = left + px('padding-right') + px('border-right-width')
  const edgesY = top + px('padding-bottom') + px('border-bottom-width')
  const isBorderBox = style.boxSizing === 'border-box'
  const width = Math.max(0, px('width') - (isBorderBox ? edgesX : 0))
  const height = Math.max(0, px('height') - (isBorderBox ? edgesY : 0))
  return {
    size: { width, height },
    centre: { x: (width + edgesX) / 2 - left, y: (height + edgesY) / 2 - top },
  }
}

/** How the element's own pixels are stretched and turned on their way to the viewport: all ancestors included. */
export function measureLinear(element: Element): Linear {
  let total = IDENTITY
  for (let node: Element | null = element; node; node = flatParent(node)) {
    total = multiply(ownLinear(getComputedStyle(node)), total)
  }
  const zoom = (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1
  return zoom === 1 ? total : multiply({ a: zoom, b: 0, c: 0, d: zoom }, total)
}

/** From the viewport to the pad. An affine map keeps centres, so the centre of the bounding rectangle is an anchor. */
export function toPad(
  client: { readonly x: number; readonly y: number },
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  box: PadBox,
  { a, b, c, d }: Linear,
): { x: number; y: number } {
  const u = client.x - (rect.x + rect.width / 2)
  const v = client.y - (rect.y + rect.height / 2)
  const determinant = a * d - b * c
  return {
    x: box.centre.x + (d * u - c * v) / determinant,
    y: box.centre.y + (a * v - b * u) / determinant,
  }
}

function ownLinear(style: CSSStyleDeclaration): Linear {
  const { rotate, scale, transform } = style
  if (isNone(rotate) && isNone(scale) && isNone(transform)) return IDENTITY
  const list = [
    isNone(rotate) ? '' : `rotate(${rotate})`,
    isNone(scale) ? '' : `scale(${scale.split(' ').slice(0, 2).join(', ')})`,
    isNone(transform) ? '' : transform,
  ]
  const { a, b, c, d } = new DOMMatrixReadOnly(list.join(' '))
  return { a, b, c, d }
}

/** Undefined where a browser lacks the property. */
function isNone(value: string | undefined): boolean {
  return !value || value === 'none'
}

function multiply(left: Linear, right: Linear): Linear {
  return {
    a: left.a * right.a + left.c * right.b,
    b: left.b * right.a + left.d * right.b,
    c: left.a * right.c + left.c * right.d,
    d: left.b * right.c + left.d * right.d,
  }
}

function flatParent(element: Element): Element | null {
  const root = element.getRootNode()
  const host = 'host' in root ? (root.host as Element) : null
  return element.assignedSlot ?? element.parentElement ?? host
}
