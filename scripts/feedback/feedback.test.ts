import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseOwnInk } from '../../training/src/data/own-ink.ts'
import { openSqliteDatabase } from '../../workers/classify/server/sqlite-database.ts'
import { createFeedbackStore } from '../../workers/classify/src/feedback/store.ts'
import { ROOT } from '../support/run.ts'
import { readFeedbackArguments, UsageError } from './arguments.ts'
import { runFeedback } from './commands.ts'
import { openFeedback, rowsOf } from './query.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000
const CORRECTION = {
  strokes: [
    [
      [31_415, 2],
      [3, 4, 16],
    ] as const,
  ],
  predicted: '1',
  label: '7',
  model: { id: 'digits', version: '0.1.0' },
  consent: true as const,
}

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-feedback-'))
  file = join(folder, 'feedback.sqlite')
})
afterEach(() => rm(folder, { recursive: true }))

/** The command as it is typed, on the file of the container's server. */
function feedback(line: string): Promise<string> {
  const { command, place } = readFeedbackArguments([...line.split(' '), '--sqlite', file])
  return runFeedback(command, openFeedback(place), NOW)
}

async function fill(count: number, change: object = {}, age = 0): Promise<string[]> {
  using database = openSqliteDatabase(file, `${ROOT}workers/classify/migrations`)
  const store = createFeedbackStore(database, () => NOW - age * DAY)
  const ids: string[] = []
  // In one transaction: each of its own would be written through to the disk.
  await database.prepare('BEGIN').bind().run()
  for (let i = 0; i < count; i++) ids.push((await store.add({ ...CORRECTION, ...change })).id)
  await database.prepare('COMMIT').bind().run()
  return ids
}

describe('npm run feedback', () => {
  it('exports what training reads, each hand by its pseudonym, for the owner’s eyes', async () => {
    const out = join(folder, 'feedback.ndjson')
    await fill(1, { writer: 'b7c1' })
    await fill(1, { label: 'O’"\n' })
    expect(await feedback(`export --out ${out}`)).toBe(`2 corrections written to ${out}`)
    const samples = parseOwnInk(await readFile(out, 'utf8'), out)
    const points = [
      { x: 31_415, y: 2 },
      { x: 3, y: 4, t: 16 },
    ]
    const sample = { ink: [{ points }], source: 'own' }
    expect(samples).toHaveLength(2)
    expect(samples).toContainEqual({ ...sample, label: '7', writer: 'own/b7c1' })
    expect(samples).toContainEqual({ ...sample, label: 'O’"\n', writer: 'own/feedback' })
    expect((await stat(out)).mode & 0o777).toBe(0o600)
  })

  it('exports every correction once, of one model if it is named, however many there are', async () => {
    const out = join(folder, 'feedback.ndjson')
    await fill(401)
    await fill(3, { model: { id: 'letters', version: '1.0.0' } })
    expect(await feedback(`export --out ${out}`)).toContain('404 corrections')
    expect(await feedback(`export --out ${out} --model letters`)).toContain('3 corrections')
    expect(parseOwnInk(await readFile(out, 'utf8'), out)).toHaveLength(3)
  })

  it('deletes by id and by age', async () => {
    const [mine] = await fill(2)
    await fill(3, {}, 91)
    expect(await feedback('delete --older-than 90d')).toBe('3 corrections deleted')
    expect(await feedback(`delete --id ${mine}`)).toBe('1 corrections deleted')
    expect(await feedback(`delete --id ${mine}`)).toBe('0 corrections deleted')
    expect(await feedback('stats')).toContain('1 corrections')
  })

  it('lists and counts, and shows neither ink nor what deletes it', async () => {
    const [id] = await fill(1)
    const list = await feedback('list')
    expect(list).toContain(id)
    expect(list).toContain('"1" is "7"')
    const stats = await feedback('stats')
    expect(stats).toContain('digits 0.1.0  "7": 1, 1 of them read wrongly')
    expect(list + stats).not.toMatch(/31415|[0-9a-f]{64}/)
  })

  it('makes a database when asked to, and says so when there is none', async () => {
    await expect(feedback('stats')).rejects.toThrow('migrate makes one')
    await feedback('migrate')
    expect(await feedback('list')).toBe('no corrections')
  })

  it.each([
    'destroy',
    'delete',
    'delete --id 1 --older-than 3d',
    "delete --id x'OR'1'='1",
    'delete --older-than 90',
    'delete --older-than -1d',
    'export',
    "export --out x --model a'b",
    'list --limit many',
    'list --limit 1;DROP',
    'list extra',
    'stats --colour',
    'stats --remote',
  ])('refuses %s before it touches a database', async (line) => {
    await expect(async () => feedback(line)).rejects.toThrow(UsageError)
  })
})

it('acts on the D1 of wrangler dev as it does on a file', async () => {
  const database = openFeedback({
    kind: 'd1',
    remote: false,
    environment: 'feedback',
    persistTo: folder,
  })
  await database.migrate()
  const values = `${NOW}, '7', '1', 'digits', '0.1.0', NULL, '[[[1,2]]]', ''`
  await database.query(`INSERT INTO feedback VALUES ('a', ${values}), ('b', ${values})`)
  const out = join(folder, 'feedback.ndjson')
  const written = await runFeedback({ name: 'export', out, model: undefined }, database)
  expect(written).toContain('2 corrections')
  expect(parseOwnInk(await readFile(out, 'utf8'), out)).toHaveLength(2)
})

it('wrangler’s rows are found among whatever else it says', () => {
  const answer = [{ results: [{ n: 1 }], success: true, meta: { duration: 1 } }]
  expect(rowsOf(`▲ [WARNING] a warning\n\n${JSON.stringify(answer, null, 2)}\n`)).toEqual([
    { n: 1 },
  ])
})
