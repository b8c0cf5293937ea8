import { describe, expect, test } from 'vitest'
import { BUDGETS, weigh } from '../../scripts/size/budgets.ts'
import { modulesOf } from '../../scripts/size/bundle.ts'

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
