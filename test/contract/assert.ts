/**
 * The few assertions the contract needs, with no test runner behind them: the same suite runs in Node, in workerd and in a page.
 */

export function assert(sound: boolean, message: string): asserts sound {
  if (!sound) throw new Error(message)
}

export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  assert(a === b, `${what}: expected ${b}, got ${a}`)
}

/** Every number of `actual` is within `tolerance` of `expected`. */
export function assertNear(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  assertEqual(actual.length, expected.length, `${what}: length`)
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i])
    assert(
      error <= tolerance,
      `${what}: expected ${expected[i]} ± ${tolerance} at ${i}, got ${actual[i]}`,
    )
  }
}

/** The work fails with an error of this stable `code`. */
export async function assertFails(work: () => unknown, code: string, what: string): Promise<void> {
  let answer: unknown
  try {
    answer = await work()
  } catch (error) {
    assertEqual((error as { code?: unknown }).code, code, `${what}: ${error}`)
    return
  }
  throw new Error(`${what}: expected an error ${code}, got ${JSON.stringify(answer)?.slice(0, 80)}`)
}
