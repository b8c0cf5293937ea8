import { describe, expect, it, vi } from 'vitest'
import type { LoadModel, ModelPackage } from '../model-store.ts'
import { parseVersionRoutes } from './routes.ts'
import { shareOf } from './share.ts'
import { createVersionedStore } from './versioned-store.ts'

const packageOf = (id: string, version: string): ModelPackage => ({
  manifest: { id, version },
  files: {},
})
const PACKAGES = [
  packageOf('digits', '1.0.0'),
  packageOf('digits', '1.1.0'),
  packageOf('letters', '2.0.0'),
]
const CALLERS = Array.from({ length: 4000 }, (_, i) => `key:${i}`)

const loadAny: LoadModel = async ({ manifest }) => {
  const { id, version } = manifest as { id: string; version: string }
  return { id, version, kernel: 'js', labels: ['0'], classify: async () => [] }
}

function setup(routes: unknown = {}, load = loadAny) {
  const log = vi.fn()
  const options = { packages: PACKAGES, load, routes: parseVersionRoutes(routes), log }
  return { store: createVersionedStore(options), log }
}

const CANARY = { digits: { stable: '1.0.0', canary: '1.1.0', percent: 10 } }

describe('versions side by side', () => {
  it('answer by the first without a configuration', async () => {
    const { store } = setup()
    expect(store.ids).toEqual(['digits', 'letters'])
    expect((await store.get('digits', 'key:1')).version).toBe('1.0.0')
    expect(store.files('digits').manifest).toEqual({ id: 'digits', version: '1.0.0' })
  })

  it('are rolled forward and back by the configuration alone', async () => {
    const { store } = setup('{"digits": {"stable": "1.1.0"}}')
    expect((await store.get('digits')).version).toBe('1.1.0')
    expect((await setup('').store.get('digits')).version).toBe('1.0.0')
  })

  it('are each reached by their own name', async () => {
    const { store } = setup(CANARY)
    expect((await store.get('digits@1.1.0')).version).toBe('1.1.0')
    expect((await store.get('digits@1.0.0', 'key:1')).version).toBe('1.0.0')
    expect(store.files('digits@1.1.0').manifest).toEqual({ id: 'digits', version: '1.1.0' })
  })

  it.each(['kanji', 'digits@9.9.9', '__proto__', 'toString', 'digits@'])(
    'do not include %s',
    async (id) => {
      const { store } = setup(CANARY)
      await expect(store.get(id, 'key:1')).rejects.toMatchObject({ code: 'unknown-model' })
      expect(() => store.files(id)).toThrow(/digits, letters/)
    },
  )
})

describe('a canary', () => {
  const canaries = async (routes: unknown) => {
    const { store } = setup(routes)
    const models = await Promise.all(CALLERS.map((caller) => store.get('digits', caller)))
    return models.map(({ version }) => version === '1.1.0')
  }

  it('answers its share of callers, each of them every time', async () => {
    const first = await canaries(CANARY)
    const share = first.filter(Boolean).length / CALLERS.length
    expect(share).toBeGreaterThan(0.08)
    expect(share).toBeLessThan(0.12)
    expect(await canaries(CANARY)).toEqual(first)
  })

  it('keeps its callers when the share grows', async () => {
    const few = await canaries(CANARY)
    const more = await canaries({ digits: { ...CANARY.digits, percent: 30 } })
    expect(few.every((isCanary, i) => !isCanary || more[i])).toBe(true)
  })

  it('answers nobody at 0 percent and all at 100, and nobody who is unknown', async () => {
    expect(await canaries({ digits: { ...CANARY.digits, percent: 0 } })).not.toContain(true)
    const all = { digits: { ...CANARY.digits, percent: 100 } }
    expect(await canaries(all)).not.toContain(false)
    expect((await setup(all).store.get('digits')).version).toBe('1.0.0')
  })

  it('that does not load is logged, and the stable version answers', async () => {
    const load: LoadModel = async (source) => {
      const model = await loadAny(source)
      if (model.version === '1.1.0') throw new Error('checksum')
      return model
    }
    const { store, log } = setup({ digits: { ...CANARY.digits, percent: 100 } }, load)
    expect((await store.get('digits', 'key:1')).version).toBe('1.0.0')
    expect(log).toHaveBeenCalledWith(expect.stringContaining('digits@1.1.0'), expect.anything())
    await expect(store.get('digits@1.1.0')).rejects.toMatchObject({ code: 'model-unavailable' })
  })

  it('draws each model anew: one’s callers are not the other’s', () => {
    const both = CALLERS.filter((c) => shareOf('digits', c) < 50 && shareOf('letters', c) < 50)
    expect(both.length / CALLERS.length).toBeGreaterThan(0.22)
    expect(both.length / CALLERS.length).toBeLessThan(0.28)
  })
})

describe('a configuration that cannot be meant', () => {
  it.each<[unknown, string]>([
    ['{', 'JSON'],
    ['[]', 'an object'],
    [{ digits: '1.0.0' }, 'digits'],
    [{ digits: {} }, 'digits.stable'],
    [{ digits: { stable: '1.0.0', canary: '1.1.0' } }, 'digits.percent'],
    [{ digits: { stable: '1.0.0', canary: '1.1.0', percent: 101 } }, 'digits.percent'],
    [{ digits: { stable: '1.0.0', percent: 5 } }, 'digits.canary'],
    [{ digits: { stable: '3.0.0' } }, 'digits@3.0.0'],
    [{ kanji: { stable: '1.0.0' } }, 'kanji@1.0.0'],
  ])('%j is refused, and what is wrong named', (routes, place) => {
    expect(() => setup(routes)).toThrow(
      expect.objectContaining({ code: 'ENVIRONMENT', message: expect.stringContaining(place) }),
    )
  })
})
