/** When a pad has other pixels than before: its size, the zoom of the page, the screen it is on. */
import type { PadSize } from './ink-history.ts'
import { measureBox } from './pad-geometry.ts'

/** Calls `onChange` at once and for each change of the canvas's size or of the pixel ratio, until `life` ends. */
export function watchPixels(canvas: HTMLElement, onChange: () => void, life: AbortSignal): void {
  const observer = new ResizeObserver(onChange)
  life.addEventListener('abort', () => observer.disconnect(), { once: true })
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' })
  } catch {
    observer.observe(canvas)
  }
  // Not every change of the ratio changes the box: the screen that a window is moved to may have another.
  watchPixelRatio(onChange, life)
  onChange()
}

/** A canvas without a size from CSS grows with its bitmap, which grows with the canvas: hold what it had. */
export function pinSize(canvas: HTMLElement, size: PadSize): void {
  const now = measureBox(canvas).size
  if (Math.abs(now.width - size.width) < 1 && Math.abs(now.height - size.height) < 1) return
  canvas.style.width = `${size.width}px`
  canvas.style.height = `${size.height}px`
}

/** A query for one ratio tells only that the ratio is no longer that one: then the next is asked for. */
function watchPixelRatio(onChange: () => void, life: AbortSignal): void {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
  const changed = () => {
    onChange()
    watchPixelRatio(onChange, life)
  }
  query.addEventListener('change', changed, { once: true, signal: life })
}
