import { createTarGzip } from 'nanotar'
import { describe, expect, test } from 'vitest'
import { UnipenArchive } from './archive.ts'

/** Strokes 0, 1, 2 … of one point each, with a move through the air after each. */
function ink(writer: string, strokes = 4): string {
  const components = Array.from(
    { length: strokes },
    (_, i) => `.PEN_DOWN\n${i} 5\n.PEN_UP\n99 99\n`,
  )
  return `.WRITER_ID ${writer}\n${components.join('')}`
}

async function archive(files: Record<string, string>): Promise<UnipenArchive> {
  const entries = Object.entries(files).map(([name, data]) => ({
    name: `train_r01_v07/${name}`,
    data,
  }))
  return new UnipenArchive(await createTarGzip(entries))
}

const task = (included: string, delineation: string, label = '7') =>
  `.VERSION 1.0\n.INCLUDE ${included}\n.SEGMENT CHARACTER ${delineation} ? "${label}"\n`

describe('UnipenArchive', () => {
  test('a sample has the ink, the label, the writer and the contributor', async () => {
    const opened = await archive({
      'data/1a/apa/x.dat': task('apa/data/x.dat', '1-2'),
      'include/apa/data/x.dat': ink('ann'),
    })
    expect(opened.samples('1a')).toEqual([
      {
        ink: [{ points: [{ x: 1, y: -5 }] }, { points: [{ x: 2, y: -5 }] }],
        label: '7',
        source: 'unipen',
        writer: 'unipen/apa/ann',
        contributor: 'apa',
      },
    ])
    expect(opened.samples('1b')).toEqual([])
  })

  test('pri counts the moves through the air, the others do not', async () => {
    const opened = await archive({
      'data/1a/apa/x.dat': task('apa/data/x.dat', '2'),
      'data/1a/pri/x.dat': task('pri/data/x.dat', '2'),
      'include/apa/data/x.dat': ink('ann'),
      'include/pri/data/x.dat': ink('150'),
    })
    const firstX = opened.samples('1a').map(({ ink: [stroke] }) => stroke.points[0].x)
    expect(firstX).toEqual([2, 1])
  })

  test('contributors whose labels cannot be matched are left out', async () => {
    const opened = await archive({
      'data/1a/apa/x.dat': task('apa/data/x.dat', '0'),
      'data/1a/tos/x.dat': task('tos/data/x.dat', '0'),
      'include/apa/data/x.dat': ink('ann'),
      'include/tos/data/x.dat': ink('1002'),
    })
    expect(opened.samples('1a').map(({ contributor }) => contributor)).toEqual(['apa'])
  })

  test('one person under two ids is one writer', async () => {
    const opened = await archive({
      'data/1b/ibm/a.dat': task('ibm/data/a.dat', '0', 'A'),
      'data/1b/ibm/b.dat': task('ibm/data/b.dat', '0', 'B'),
      'data/1b/kai/a.dat': task('kai/data/a.dat', '0', 'A'),
      'data/1b/kai/b.dat': task('kai/data/b.dat', '0', 'B'),
      'include/ibm/data/a.dat': ink('r00-07'),
      'include/ibm/data/b.dat': ink('r02-07'),
      'include/kai/data/a.dat': ink('yklyu'),
      'include/kai/data/b.dat': ink('ykryu'),
    })
    const writers = opened.samples('1b').map(({ writer }) => writer)
    expect(writers).toEqual([
      'unipen/ibm/07',
      'unipen/ibm/07',
      'unipen/kai/yklyu',
      'unipen/kai/yklyu',
    ])
    expect(opened.writers()).toEqual([
      { writer: 'unipen/ibm/07', stratum: 'ibm/letters' },
      { writer: 'unipen/kai/yklyu', stratum: 'kai/letters' },
    ])
  })

  test("ibm's templates, which have their corner at the origin, are marked", async () => {
    const opened = await archive({
      'data/1a/ibm/a.dat': task('ibm/data/a.dat', '0') + task('ibm/data/a.dat', '1').slice(14),
      'include/ibm/data/a.dat':
        '.WRITER_ID r00-07\n.PEN_DOWN\n0 90\n50 0\n.PEN_UP\n.PEN_DOWN\n10 90\n50 20\n.PEN_UP\n',
    })
    expect(opened.samples('1a').map(({ template }) => template)).toEqual([true, undefined])
  })

  test('documentation that the distribution lacks is passed over, ink that it lacks is not', async () => {
    const opened = await archive({
      'data/1a/imp/x.dat': task('imp/data/x.dat', '0'),
      'data/1b/imp/y.dat': task('imp/data/y.dat', '0'),
      'include/imp/data/x.dat': `.INCLUDE imp/imp0.doc\n${ink('ann')}`,
    })
    expect(opened.samples('1a')).toHaveLength(1)
    expect(() => opened.samples('1b')).toThrow(expect.objectContaining({ code: 'DATA_FORMAT' }))
  })

  test('the digest covers what the tasks read and nothing else', async () => {
    const files = {
      'data/1a/apa/x.dat': task('apa/data/x.dat', '0'),
      'include/apa/data/x.dat': ink('ann'),
    }
    const digest = (await archive(files)).digest()
    const unread = { ...files, 'include/apa/data/other.dat': ink('bob'), 'data/2/apa/x.dat': '' }
    expect((await archive(unread)).digest()).toBe(digest)
    const changed = { ...files, 'include/apa/data/x.dat': ink('ann', 5) }
    expect((await archive(changed)).digest()).not.toBe(digest)
  })

  test('bytes that are no such archive are a DATA_FORMAT error', async () => {
    const code = expect.objectContaining({ code: 'DATA_FORMAT' })
    const whole = await createTarGzip([{ name: 'readme.txt', data: 'no ink here' }])
    expect(() => new UnipenArchive(whole)).toThrow(code)
    expect(() => new UnipenArchive(whole.subarray(0, 40))).toThrow(code)
    expect(() => new UnipenArchive(new Uint8Array(0))).toThrow(code)
  })
})
