import { rasterize } from '@edgeink/ink'
import { LIMITS, toInk } from '@edgeink/protocol'
import { describe, expect, it } from 'vitest'
import example from '../../../../example.json' with { type: 'json' }
import { type ApiClient, answerOf } from './client.ts'

const strokes = example.strokes as [number, number][][]
const raster = Array.from(rasterize(toInk(strokes)))

/** A vertical stroke: nobody's 7. */
const one = [Array.from({ length: 20 }, (_, i) => [50 - i / 4, 10 + 4 * i])]

/** Good requests of `POST /classify`. */
export function classifySuite({ classify, fetch, post, postBytes }: ApiClient): void {
  describe('the API with its own model', () => {
    it('reads the example of the README as a 7', async () => {
      const { model, results } = await classify(example)
      expect(model).toEqual({ id: 'digits', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
      expect(results).toHaveLength(1)
      expect(results[0].candidates[0].label).toBe('7')
      expect(results[0].rejected).toBe(false)
    })

    it('lists three candidates by falling probability', async () => {
      const [{ candidates }] = (await classify(example)).results
      const probabilities = candidates.map(({ probability }) => probability)
      expect(candidates).toHaveLength(3)
      expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a))
    })

    it('lists as many as it is asked for, and no more than there are', async () => {
      for (const [topK, count] of [
        [1, 1],
        [10, 10],
        [100, 10],
      ]) {
        const [{ candidates }] = (await classify({ strokes, topK })).results
        expect(candidates).toHaveLength(count)
      }
      const [{ candidates }] = (await classify({ strokes, topK: 10 })).results
      expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4)
    })

    it('is less sure of ink that is being drawn, and refuses it no sooner', async () => {
      const [finished, partial] = await Promise.all(
        [false, true].map(async (isPartial) => (await classify({ strokes, isPartial })).results[0]),
      )
      expect(partial.candidates[0].label).toBe(finished.candidates[0].label)
      expect(partial.candidates[0].probability).toBeLessThan(finished.candidates[0].probability)
      expect(partial.rejected).toBe(finished.rejected)
    })

    it('answers only what is allowed', async () => {
      const [{ candidates }] = (await classify({ strokes, allowed: ['1', '4'], topK: 10 })).results
      expect(candidates.map(({ label }) => label).toSorted()).toEqual(['1', '4'])
      expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4)
    })

    it('reads a raster', async () => {
      const [{ candidates }] = (await classify({ raster })).results
      expect(candidates[0].label).toBe('7')
    })

    it('reads a raster of bytes in base64', async () => {
      const bytes = Uint8Array.from(raster, (value) => Math.round(255 * value))
      const [{ candidates }] = (await classify({ raster: btoa(String.fromCharCode(...bytes)) }))
        .results
      expect(candidates[0].label).toBe('7')
    })

    it('reads rasters of bytes, with options in the query', async () => {
      const bytes = Uint8Array.from(raster, (value) => Math.round(255 * value))
      const two = new Uint8Array(2 * bytes.length)
      two.set(bytes)
      two.set(bytes, bytes.length)
      const query = '?topK=2&allowed=7&allowed=1&model=digits'
      const { results } = await answerOf(await postBytes(two, 'application/octet-stream', query))
      expect(results).toHaveLength(2)
      expect(results[0].candidates.map(({ label }) => label)).toEqual(['7', '1'])
      expect(results[1]).toEqual(results[0])
    })

    it('says what it spent its time on', async () => {
      const timing = (await post({ strokes })).headers.get('server-timing')
      expect(timing).toMatch(/^read;dur=[\d.]+, model;dur=[\d.]+, classify;dur=[\d.]+$/)
    })

    it('answers several inks in their order, each as if it came alone', async () => {
      const alone = [
        ...(await classify({ strokes })).results,
        ...(await classify({ strokes: one })).results,
      ]
      const inks = Array.from({ length: LIMITS.inks }, (_, i) => ({
        strokes: i % 2 ? one : strokes,
      }))
      const { results } = await classify({ inks })
      expect(results).toHaveLength(LIMITS.inks)
      for (let i = 0; i < results.length; i++) {
        expect(results[i].candidates[0].label).toBe(alone[i % 2].candidates[0].label)
      }
    })

    it('answers several rasters', async () => {
      const { results } = await classify({ rasters: [raster, raster] })
      expect(results).toHaveLength(2)
      expect(results[1]).toEqual(results[0])
    })

    it('gives the same answer for every form of a point', async () => {
      const objects = strokes.map((stroke) => stroke.map(([x, y]) => ({ x, y, pressure: 0.5 })))
      const timed = strokes.map((stroke) => stroke.map(([x, y], i) => [x, y, 8 * i]))
      const { results } = await classify({ strokes })
      const flat = strokes.map((stroke) => stroke.flat())
      expect((await classify({ strokes: objects })).results).toEqual(results)
      expect((await classify({ strokes: flat })).results).toEqual(results)
      expect((await classify({ strokes: timed })).results).toEqual(results)
    })

    it('answers a dot, a point far away and an empty sheet', async () => {
      await classify({ strokes: [[[5, 5]]] })
      await classify({ strokes: [[[LIMITS.coordinate, -LIMITS.coordinate]]] })
      await classify({ raster: new Array(LIMITS.pixels).fill(0) })
    })

    it('takes as many points as the limit allows', async () => {
      const spiral = Array.from({ length: LIMITS.points }, (_, i) => [
        i * Math.cos(i / 500),
        i * Math.sin(i / 500),
      ])
      await classify({ strokes: [spiral] })
    })

    it('is healthy, and runs on a WebAssembly kernel', async () => {
      const response = await fetch('/healthz')
      const { model } = await classify(example)
      const kernel = expect.stringMatching(/^wasm-/)
      expect(await response.json()).toEqual({ status: 'ok', models: [{ ...model, kernel }] })
    })
  })
}
