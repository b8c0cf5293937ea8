import { type Ink, RASTER_SIZE, rasterize } from '@edgeink/ink'
import { element } from './element.ts'

/** The 28×28 pixels that the model reads, in the canvas's CSS colour. */
export class RasterView {
  readonly #canvas = element('raster', HTMLCanvasElement)
  readonly #context = this.#canvas.getContext('2d')!

  show(ink: Ink): void {
    const context = this.#context
    context.clearRect(0, 0, RASTER_SIZE, RASTER_SIZE)
    if (ink.length === 0) return
    context.fillStyle = getComputedStyle(this.#canvas).color
    rasterize(ink).forEach((value, i) => {
      context.globalAlpha = value
      context.fillRect(i % RASTER_SIZE, Math.floor(i / RASTER_SIZE), 1, 1)
    })
  }
}
