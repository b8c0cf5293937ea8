import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ROOT } from '../support/run.ts'

interface Threat {
  readonly id: string
  readonly tests: readonly { readonly path: string; readonly title: string }[]
}

/** The lines of the threat table: an id in the first cell, tests as code in the last. */
function readThreats(): Threat[] {
  const lines = readFileSync(`${ROOT}docs/security.md`, 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [, id, , , tests] = line.split('|').map((cell) => cell.trim())
    if (!/^[STRIDE]\d+$/.test(id ?? '')) return []
    const named = [...(tests ?? '').matchAll(/`([^`:]+): ([^`]+)`/g)]
    return [{ id, tests: named.map(([, path, title]) => ({ path, title })) }]
  })
}

const threats = readThreats()

it('the threat model has lines of every kind, each once', () => {
  const ids = threats.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(ids.map(([kind]) => kind))).toEqual(new Set('STRIDE'))
})

it.each(threats)('threat $id is covered by tests that exist', ({ tests }) => {
  expect(tests.length).toBeGreaterThan(0)
  for (const { path, title } of tests) {
    const source = readFileSync(`${ROOT}${path}`, 'utf8')
    // A title ends with its quote: a shorter one of the same beginning does not count.
    const isTitle = ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`))
    expect(isTitle, `${path} has a test with the title “${title}”`).toBe(true)
  }
})
