import { describe, expect, test } from 'vitest'
import { BUDGETS, weigh } from '../../scripts/size/budgets.ts'
import { bundle, CASES, modulesOf, weight } from '../../scripts/size/bundle.ts'
import { weighModules } from '../../scripts/size/modules.ts'

describe('after gzip', () => {
  test.each(BUDGETS)(
    '$name stays within its budget, or gets no further from it',
    async (budget) => {
      const { gzip, limit, ceiling = limit } = await weigh(budget)
      expect(gzip).toBeLessThanOrEqual(ceiling)
      // A bundle of nothing would be within any budget.
      expect(gzip).toBeGreaterThan(500)
    },
  )
})

test('every case in which more is loaded is one that some page has, and is weighed beside its entry', async () => {
  const weighed = await Promise.all(BUDGETS.map(weigh))
  const found = weighed.flatMap(({ lazy }) => lazy)
  expect(found.map(({ what }) => what).toSorted()).toEqual(CASES.map(({ what }) => what).toSorted())
  for (const { gzip } of found) expect(gzip).toBeGreaterThan(500)
})

test('of the two kernels, of which a page loads one, the heavier is counted', async () => {
  const { usual, lazy } = await bundle(BUDGETS[0].statements)
  const counted = usual.filter(({ name }) => /kernels\/(js|wasm)\//.test(name))
  expect(counted.map(({ name }) => name)).toEqual([expect.stringContaining('relaxed')])
  const other = lazy.find(({ what }) => what === 'kernel without relaxed SIMD')
  expect(counted[0].gzip).toBeGreaterThanOrEqual(other!.gzip)
})

test('what the modules add, each beside all others, is nearly the whole', async () => {
  const { statements } = BUDGETS.find(({ name }) => name === 'remote only')!
  const [{ usual }, modules] = [await bundle(statements), await weighModules(statements)]
  expect(modules[0].module).toMatch(/^packages\/sdk\/src\/recognizer\/remote/)
  const sum = modules.reduce((sum, { gzip }) => sum + gzip, 0)
  expect(sum).toBeGreaterThan(0.7 * weight(usual))
  expect(sum).toBeLessThan(weight(usual))
})

describe('a page that imports one thing gets nothing of the others', () => {
  const FOREIGN = {
    engine: /packages\/engine/,
    ink: /packages\/ink\/src\/(raster|trace)/,
    capture: /sdk\/src\/capture|perfect-freehand/,
    element: /sdk\/src\/element/,
    session: /sdk\/src\/session/,
    text: /sdk\/src\/text/,
    local: /sdk\/src\/recognizer\/local/,
    remote: /sdk\/src\/recognizer\/remote|packages\/protocol/,
    fallback: /sdk\/src\/recognizer\/fallback/,
    worker: /sdk\/src\/worker/,
  } as const

  test.each<[string, (keyof typeof FOREIGN)[]]>([
    ["export { remoteRecognizer } from 'edgeink'", ['remote']],
    ["export { remoteRecognizer } from 'edgeink/remote'", ['remote']],
    ["export { localRecognizer } from 'edgeink'", ['local', 'engine', 'ink']],
    ["export { localRecognizer } from 'edgeink/local'", ['local', 'engine', 'ink']],
    ["export { fallbackRecognizer } from 'edgeink'", ['fallback']],
    ["export { createInkCapture } from 'edgeink'", ['capture']],
    ["export { createInkSession } from 'edgeink'", ['session']],
    ["export { SupersededError } from 'edgeink'", []],
  ])('%s', async (statement, expected) => {
    const modules = await modulesOf(statement)
    const found = Object.entries(FOREIGN).flatMap(([name, pattern]) =>
      modules.some((path) => pattern.test(path)) ? [name] : [],
    )
    expect(found.toSorted()).toEqual(expected.toSorted())
  })

  test("import 'edgeink' alone leaves nothing: no module does anything by being imported", async () => {
    const modules = await modulesOf("import 'edgeink'")
    expect(modules.filter((path) => path.includes('packages/'))).toEqual([])
  })
})
