import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadOwnInk } from './load.ts'
import { parseOwnInk } from './own-ink.ts'

const LINE = '{"label": "7", "strokes": [[[0, 0], [9, 0], [4, 20]]], "writer": "anna"}'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'edgeink-own-'))
})
afterEach(() => rm(dir, { recursive: true }))

describe('ink of one’s own', () => {
  it('is an ink, its label and its writer on each line', () => {
    const [sample, second] = parseOwnInk(`${LINE}\n\n{"label":"1","strokes":[[[1,2,0]]]}\n`, 'x')
    expect(sample).toEqual({
      ink: [
        {
          points: [
            { x: 0, y: 0 },
            { x: 9, y: 0 },
            { x: 4, y: 20 },
          ],
        },
      ],
      label: '7',
      source: 'own',
      writer: 'own/anna',
    })
    expect([second.label, second.writer]).toEqual(['1', 'own/me'])
  })

  it.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['null', 'null'],
    ['no label', '{"strokes": [[[0, 0]]]}'],
    ['a label that is a number', '{"label": 7, "strokes": [[[0, 0]]]}'],
    ['a writer that is no text', '{"label": "7", "strokes": [[[0, 0]]], "writer": 3}'],
    ['no strokes', '{"label": "7"}'],
    ['an empty ink', '{"label": "7", "strokes": []}'],
    ['a point of one number', '{"label": "7", "strokes": [[[0]]]}'],
  ])('is refused with %s, by file and line', (_, line) => {
    expect(() => parseOwnInk(`${LINE}\n${line}`, 'own/a.ndjson')).toThrow(
      expect.objectContaining({
        code: 'DATA_FORMAT',
        message: expect.stringContaining('own/a.ndjson:2'),
      }),
    )
  })

  it('comes from every file of own/, split by writer once there are several', async () => {
    await mkdir(join(dir, 'own'))
    await writeFile(join(dir, 'own', 'a.ndjson'), `${LINE}\n${LINE}`)
    const alone = await loadOwnInk({ dir })
    expect([alone.train.length, alone.validation.length, alone.test.length]).toEqual([2, 0, 0])
    const others = LINE.replace('anna', 'bert').concat('\n', LINE.replace('anna', 'carl'))
    await writeFile(join(dir, 'own', 'b.ndjson'), others)
    const { train, validation, test } = await loadOwnInk({ dir })
    const writers = [train, validation, test].map((part) => new Set(part.map((s) => s.writer)))
    expect(writers.map(({ size }) => size)).toEqual([1, 1, 1])
  })

  it('comes from files that are named too, such as exported feedback', async () => {
    const path = join(dir, 'feedback.ndjson')
    await writeFile(path, LINE)
    expect((await loadOwnInk({ env: {}, extra: [path] })).train).toHaveLength(1)
    const missing = loadOwnInk({ env: {}, extra: [join(dir, 'nothing')] })
    await expect(missing).rejects.toMatchObject({ code: 'DATA_MISSING' })
  })

  it('is none where there is no folder', async () => {
    expect(await loadOwnInk({ dir })).toEqual({ train: [], validation: [], test: [] })
    expect((await loadOwnInk({ env: {} })).train).toEqual([])
  })
})
