import { expect, it } from 'vitest'
import { findApiKey, parseApiKeys } from '../workers/classify/src/security/api-keys.ts'
import { runKeys } from './keys.ts'

it('keys create prints a key and the entry by which the worker knows it', async () => {
  const printed = await runKeys(['create'], { id: 'mobile', expires: '2027-01-31' })
  const key = /eik_\S+/.exec(printed)?.[0] ?? ''
  const entry = /\{.*\}/.exec(printed)?.[0] ?? ''
  expect(entry).not.toContain(key)
  const keys = parseApiKeys(`[${entry}]`)
  expect(await findApiKey(keys, key, Date.UTC(2027, 0, 1))).toMatchObject({ id: 'mobile' })
  expect(await findApiKey(keys, key, Date.UTC(2027, 1, 1))).toBeUndefined()
})

it('keys refuses what cannot be meant', async () => {
  await expect(runKeys(['create'])).rejects.toThrow('expected --id NAME')
  await expect(runKeys(['create'], { id: 'a b' })).rejects.toThrow('an id of letters')
  await expect(runKeys(['create'], { id: 'a', expires: 'soon' })).rejects.toThrow('dates such as')
  await expect(runKeys(['delete'])).rejects.toThrow('expected create')
  expect(await runKeys([])).toContain('npm run keys')
})
