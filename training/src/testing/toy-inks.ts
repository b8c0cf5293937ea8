import type { InkSample } from '../data/samples.ts'
import { createRandom, type Random } from '../random.ts'

const WRITERS = 4

/** Rings, bars and hooks by four writers, under the labels 0, 1 and 2: each a class of its own in either view. */
export function toyInks(count: number, seed = 'toy inks'): InkSample[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, i) => {
    const label = i % SHAPES.length
    const wobble = () => random.normal(0, 4)
    const points = SHAPES[label](random).map(({ x, y }) => ({ x: x + wobble(), y: y + wobble() }))
    const writer = `pendigits/${Math.floor(i / SHAPES.length) % WRITERS}`
    return { ink: [{ points }], label: String(label), source: 'pendigits', writer }
  })
}

type Shape = (random: Random) => { readonly x: number; readonly y: number }[]

const SHAPES: readonly Shape[] = [
  (random) => {
    const start = random.normal(0, 0.5)
    return path(20, (t) => ({
      x: 50 * Math.cos(start + 2 * Math.PI * t),
      y: 60 * Math.sin(start + 2 * Math.PI * t),
    }))
  },
  (random) => {
    const slant = random.normal(0, 10)
    return path(12, (t) => ({ x: slant * t, y: 100 * t }))
  },
  () =>
    path(16, (t) => (t < 0.5 ? { x: 200 * t, y: 0 } : { x: 200 * (1 - t), y: 200 * (t - 0.5) })),
]

function path(count: number, at: (t: number) => { x: number; y: number }) {
  return Array.from({ length: count }, (_, i) => at(i / (count - 1)))
}
