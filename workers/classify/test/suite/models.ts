import { parseManifest } from '@edgeink/engine/wasm'
import { manifestSchema, modelListSchema, versionSchema } from '@edgeink/protocol/schema'
import { localRecognizer } from 'edgeink/local'
import { beforeAll, describe, expect, it } from 'vitest'
import example from '../../../../example.json' with { type: 'json' }
import { type ApiClient, problemOf } from './client.ts'

/** The models as files, and what recognises with them on a device. */
export function modelsSuite({ fetch }: ApiClient): void {
  let url = ''
  let sha256 = ''
  let whole = new Uint8Array()

  beforeAll(async () => {
    const { models } = modelListSchema.parse(await (await fetch('/models')).json())
    ;({ url, sha256 } = models[0].files[0])
    whole = new Uint8Array(await (await fetch(url)).arrayBuffer())
  })

  describe('the models as files', () => {
    it('are listed with labels, limits and the checksums of their files', async () => {
      const { models } = modelListSchema.parse(await (await fetch('/models')).json())
      const digits = models.find(({ id }) => id === 'digits')!
      expect(digits.labels).toEqual([...'0123456789'])
      expect(digits.limits).toMatchObject({ inks: 64, topK: 10, rasterSize: 28 })
      for (const file of digits.files) {
        const bytes = await (await fetch(file.url)).arrayBuffer()
        expect(bytes.byteLength).toBe(file.bytes)
        const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
        const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
        expect(hex).toBe(file.sha256)
      }
    })

    it('have a manifest in their folder, to which the name of the model leads', async () => {
      const redirect = await fetch('/models/digits', { redirect: 'manual' })
      expect(redirect.status).toBe(307)
      expect(redirect.headers.get('location')).toBe('/models/digits/manifest.json')
      const response = await fetch('/models/digits/manifest.json')
      expect(response.headers.get('content-type')).toBe('application/json')
      expect(response.headers.get('cache-control')).toContain('no-cache')
      const manifest = await response.json()
      manifestSchema.parse(manifest)
      expect(parseManifest(manifest).id).toBe('digits')
    })

    it('may be kept for good by the name in the manifest, and asked for again by any other', async () => {
      expect((await fetch(url)).headers.get('cache-control')).toContain('immutable')
      const plain = await fetch('/models/digits/raster.onnx')
      expect(plain.headers.get('cache-control')).not.toContain('immutable')
      expect(plain.headers.get('etag')).toBe(`"${sha256}"`)
    })

    it('may be loaded by pages of any origin', async () => {
      const { headers } = await fetch(url, { headers: { origin: 'https://example.com' } })
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(headers.get('content-type')).toBe('application/octet-stream')
    })

    it.each(['"SHA"', 'W/"SHA"', '"x", "SHA"', '*'])(
      'are not sent again to who has them: if-none-match %s',
      async (template) => {
        const response = await fetch(url, {
          headers: { 'if-none-match': template.replace('SHA', sha256) },
        })
        expect(response.status).toBe(304)
        expect(await response.text()).toBe('')
      },
    )

    it.each<[string, number, number]>([
      ['bytes=0-9', 0, 10],
      ['bytes=10-', 10, Number.POSITIVE_INFINITY],
      ['bytes=-7', -7, Number.POSITIVE_INFINITY],
      ['bytes=5-99999999', 5, Number.POSITIVE_INFINITY],
    ])('are sent in part: %s', async (range, from, to) => {
      const response = await fetch(url, { headers: { range } })
      expect(response.status).toBe(206)
      const expected = whole.slice(from, Math.min(to, whole.length))
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(expected)
      const first = from < 0 ? whole.length + from : from
      expect(response.headers.get('content-range')).toBe(
        `bytes ${first}-${first + expected.length - 1}/${whole.length}`,
      )
    })

    it.each(['bytes=99999999-', 'bytes=-0'])('have no %s', async (range) => {
      const response = await fetch(url, { headers: { range } })
      expect(await problemOf(response)).toMatchObject({
        status: 416,
        errors: [{ limit: whole.length }],
      })
    })

    it.each(['bytes=9-3', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=x-'])(
      'are sent whole to who asks for %s',
      async (range) => {
        const response = await fetch(url, { headers: { range } })
        expect(response.status).toBe(200)
        expect((await response.arrayBuffer()).byteLength).toBe(whole.length)
      },
    )

    it('are sent whole when the part is one of another version', async () => {
      const headers = { range: 'bytes=0-9', 'if-range': '"another"' }
      expect((await fetch(url, { headers })).status).toBe(200)
    })

    it.each(['/models/runes', '/models/digits/x.onnx', '/models/runes/manifest.json'])(
      'are not at %s',
      async (path) => {
        expect(await problemOf(await fetch(path))).toMatchObject({ status: 404 })
      },
    )

    it('run on a device', async () => {
      const recognizer = localRecognizer({
        model: 'https://edge.test/models/digits/manifest.json',
        fetch: (input) => fetch(new URL(String(input)).pathname),
      })
      const ink = (example.strokes as [number, number][][]).map((stroke) => ({
        points: stroke.map(([x, y]) => ({ x, y })),
      }))
      expect((await recognizer.recognize(ink)).candidates[0].label).toBe('7')
      recognizer.dispose()
    })
  })

  describe('GET /version', () => {
    it('tells what runs', async () => {
      const version = versionSchema.parse(await (await fetch('/version')).json())
      expect(version.models.map(({ id }) => id)).toContain('digits')
    })
  })
}
