import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isWithin, quantile } from '../check-budget/budgets.ts'
import { missingCredentials } from './credentials.ts'
import { checkSize } from './size.ts'

test('a bundle within its environment’s limit is told, a larger one refused', () => {
  expect(checkSize('production', 353_000)).toBe('size: 353 KB compressed of 400 KB')
  expect(() => checkSize('staging', 401_000)).toThrow('expected at most 400 KB for staging')
  expect(checkSize('ort', 4_000_000)).toContain('of 10000 KB')
})

test('without a token it is said how to get one, and with one nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edgeink-login-'))
  const login = join(folder, 'default.toml')
  expect(missingCredentials({}, login)).toContain('CLOUDFLARE_API_TOKEN')
  expect(missingCredentials({ CLOUDFLARE_API_TOKEN: 'x' }, login)).toBeUndefined()
  await writeFile(login, 'oauth_token = "x"\n')
  expect(missingCredentials({}, login)).toBeUndefined()
  await rm(folder, { recursive: true })
})

test('a budget holds up to its limit, and not beyond', () => {
  expect(isWithin({ budget: 'bundle', value: 400 })).toBe(true)
  expect(isWithin({ budget: 'bundle', value: 400.1 })).toBe(false)
  expect(isWithin({ budget: 'memory', value: Number.NaN })).toBe(false)
})

test('a quantile is a value of the list', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(quantile(values, 0.99)).toBe(100)
  expect(quantile(values, 0.5)).toBe(51)
  expect(quantile([7], 0.99)).toBe(7)
})
