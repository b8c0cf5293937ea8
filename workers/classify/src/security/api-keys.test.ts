import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createApiKey, findApiKey, parseApiKeys } from './api-keys.ts'

const HASH = 'ab'.repeat(32)
const setting = (...keys: object[]) => parseApiKeys(JSON.stringify(keys))

describe('the setting API_KEYS', () => {
  it('means an open API when it is not set', () => {
    for (const text of [undefined, '', '  ']) expect(parseApiKeys(text)).toEqual([])
  })

  it.each([
    ['no JSON', 'eik_secret'],
    ['no list', '{}'],
    ['an empty list, which would look like protection', '[]'],
    ['a key in place of its hash', `[{"id":"a","sha256":"eik_${'x'.repeat(43)}"}]`],
    ['a hash that is too short', '[{"id":"a","sha256":"abcd"}]'],
    ['no id', `[{"sha256":"${HASH}"}]`],
    ['an id that would break a log line', `[{"id":"a\\nb","sha256":"${HASH}"}]`],
    ['an id twice', `[{"id":"a","sha256":"${HASH}"},{"id":"a","sha256":"${HASH}"}]`],
    ['a misspelt field', `[{"id":"a","sha256":"${HASH}","expire":"2027-01-01"}]`],
    ['a date that is none', `[{"id":"a","sha256":"${HASH}","expires":"soon"}]`],
  ])('is refused with %s, without repeating it', (_, text) => {
    expect(() => parseApiKeys(text)).toThrow(
      expect.objectContaining({
        code: 'ENVIRONMENT',
        message: expect.not.stringMatching(/eik_|soon|abab/),
      }),
    )
  })

  it('whatever it is, is either keys or an error that names it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parseApiKeys(text)
        } catch (error) {
          expect((error as Error).message).toMatch(/^API_KEYS: /)
        }
      }),
      { seed: 12 },
    )
  })
})

describe('a key', () => {
  it('is 256 random bits, shown once, and stored as its hash', async () => {
    const [one, two] = await Promise.all([createApiKey(), createApiKey()])
    expect(one.key).toMatch(/^eik_[A-Za-z0-9_-]{43}$/)
    expect(one.key).not.toBe(two.key)
    const keys = setting({ id: 'one', sha256: one.sha256 })
    expect(await findApiKey(keys, one.key, 0)).toMatchObject({ id: 'one' })
    expect(await findApiKey(keys, two.key, 0)).toBeUndefined()
    expect(await findApiKey(keys, one.sha256, 0)).toBeUndefined()
  })

  it('is rotated without a gap: at every moment one of the two is valid', async () => {
    const [old, next] = await Promise.all([createApiKey(), createApiKey()])
    const keys = setting(
      { id: 'old', sha256: old.sha256, expires: '2026-02-01T00:00:00Z' },
      { id: 'next', sha256: next.sha256, notBefore: '2026-01-01' },
    )
    const at = async (date: string) => {
      const found = [old, next].map(({ key }) => findApiKey(keys, key, Date.parse(date)))
      return (await Promise.all(found)).flatMap((key) => key?.id ?? [])
    }
    expect(await at('2025-12-31T23:59:59Z')).toEqual(['old'])
    expect(await at('2026-01-01T00:00:00Z')).toEqual(['old', 'next'])
    expect(await at('2026-02-01T00:00:00Z')).toEqual(['old', 'next'])
    expect(await at('2026-02-01T00:00:01Z')).toEqual(['next'])
  })

  it('is not found by anything else', async () => {
    const { key, sha256 } = await createApiKey()
    const keys = setting({ id: 'one', sha256 })
    const near = fc.nat({ max: key.length - 1 }).map((i) => `${key.slice(0, i)}${key.slice(i + 1)}`)
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), near), async (guess) => {
        expect(await findApiKey(keys, guess, 0)).toBeUndefined()
      }),
      { seed: 13 },
    )
  })
})
