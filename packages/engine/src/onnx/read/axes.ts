import type { Axis } from './values.ts'

/** Position of an axis that may be counted from the end; -1 when there is none. */
export function axisIndex(rank: number, axis: number): number {
  const index = axis < 0 ? axis + rank : axis
  return index >= 0 && index < rank ? index : -1
}

/** Axes after `Transpose`; undefined when `perm` is not a permutation of them. */
export function transposeAxes(
  axes: readonly Axis[],
  perm: readonly number[] | undefined,
): Axis[] | undefined {
  const order = perm ?? axes.map((_, i) => axes.length - 1 - i)
  const sorted = [...order].sort((a, b) => a - b)
  const sound = sorted.length === axes.length && sorted.every((p, i) => p === i)
  return sound ? order.map((p) => axes[p]) : undefined
}

/** `directions, hidden` side by side as one axis; undefined when they are apart. */
export function mergeDirections(axes: readonly Axis[]): Axis[] | undefined {
  const at = axes.indexOf('directions')
  if (at < 0 || axes[at + 1] !== 'hidden') return undefined
  return [...axes.slice(0, at), 'state', ...axes.slice(at + 2)]
}

/** Drops one axis; without `directions`, `hidden` is the whole state. */
export function dropAxis(axes: readonly Axis[], dropped: number): Axis[] {
  const rest = axes.filter((_, i) => i !== dropped)
  return rest.includes('directions')
    ? rest
    : rest.map((axis) => (axis === 'hidden' ? 'state' : axis))
}

/** Whether a `Reshape` target leaves `from` with the axes `to`, whose sizes are known but for the batch. */
export function reshapesTo(
  target: readonly number[],
  from: readonly Axis[],
  to: readonly Axis[],
  sizeOf: (axis: Axis) => number | undefined,
): boolean {
  if (target.length !== to.length || target.filter((n) => n === -1).length > 1) return false
  return target.every((n, i) => {
    if (n === -1) return true
    if (n === 0) return from[i] === to[i]
    return n === sizeOf(to[i])
  })
}
