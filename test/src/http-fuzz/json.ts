import type { Random } from '../fuzz/random.ts'

/** JSON and nearly JSON: requests by the schema with something wrong in them, and texts that attack a parser. */
export function hostileJson(random: Random): string {
  const kind = random.next()
  if (kind < 0.05) return nested(random)
  if (kind < 0.1) return random.pick(TEXTS)
  if (kind < 0.2) return withNumbers(random)
  return JSON.stringify(request(random))
}

const TEXTS = [
  '',
  ' ',
  '\ufeff{}',
  'null',
  '[]',
  '"\\ud800"',
  '{"strokes":',
  '{"strokes":[[[1,2]]],"strokes":[[[1,"x"]]]}',
  '{"__proto__":{"strokes":[[[1,2]]]}}',
  '{"constructor":{"prototype":{"topK":1}},"strokes":[[[1,2]]]}',
  '{"model":"\\u0000\\u202e💥\\ud800","strokes":[[[1,2]]]}',
  '{"allowed":["","0","\\ud83d"],"strokes":[[[1,2]]]}',
]

/** More brackets than a stack has frames, closed or not. */
function nested(random: Random): string {
  const depth = random.pick([100, 5000, 100_000])
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"strokes":[', ']}'],
  ])
  return open.repeat(depth) + (random.chance(0.5) ? close.repeat(depth) : '')
}

const NUMBERS = [
  'NaN',
  'Infinity',
  '1e999',
  '-1e999',
  '1e-999',
  '-0',
  '9'.repeat(400),
  '0x10',
  '1_0',
  '01',
]

function withNumbers(random: Random): string {
  const [x, y] = [random.pick(NUMBERS), random.pick(NUMBERS)]
  return `{"strokes":[[[${x},${y}],[0,${random.pick(NUMBERS)}]]],"topK":${random.pick(['1', ...NUMBERS])}}`
}

/** A request by the schema, of which each part may be something else. */
function request(random: Random): unknown {
  const input = random.pick(['strokes', 'inks', 'raster', 'rasters'] as const)
  return {
    [random.chance(0.97) ? input : 'ink']: orElse(random, inputOf(random, input)),
    ...(random.chance(0.3) && { model: orElse(random, random.pick(MODELS)) }),
    ...(random.chance(0.3) && { topK: orElse(random, random.int(120) - 5) }),
    ...(random.chance(0.2) && { allowed: orElse(random, random.pick(ALLOWED)) }),
    ...(random.chance(0.05) && { unknown: 1 }),
    ...(random.chance(0.05) && { raster: [] }),
  }
}

const MODELS = ['digits', 'digits@9.9.9', 'kanji', '__proto__', '', 'x'.repeat(65)]
const ALLOWED = [['7'], ['7', '7'], [], ['x'], ['0', '1', '2'], new Array(300).fill('1')]

function inputOf(random: Random, input: 'strokes' | 'inks' | 'raster' | 'rasters'): unknown {
  if (input === 'strokes') return strokes(random)
  if (input === 'inks') return inks(random)
  const raster = () => {
    const fill = random.pick([0, 0.5, 1, 255, -1, '0'])
    return new Array(random.chance(0.9) ? 784 : random.int(1000)).fill(fill)
  }
  return input === 'raster' ? raster() : Array.from({ length: random.int(4) }, raster)
}

/** To 64 inks and beyond, each as large as the limits let it be and larger. */
function inks(random: Random): unknown[] {
  const count = random.chance(0.2) ? 60 + random.int(8) : random.int(5)
  return Array.from({ length: count }, () => ({ strokes: strokes(random) }))
}

function strokes(random: Random): unknown[] {
  const isLarge = random.chance(0.03)
  const count = isLarge ? random.int(1200) : random.int(5)
  return Array.from({ length: count }, () =>
    orElse(
      random,
      Array.from({ length: random.int(isLarge ? 40 : 30) }, () => point(random)),
    ),
  )
}

const COORDINATES = [0, 1, -1, 1e9, -1e9, 1.1e9, 1e308, 5e-324, 0.1, Number.MAX_SAFE_INTEGER]

function point(random: Random): unknown {
  const value = () => (random.chance(0.9) ? 500 * random.next() : random.pick(COORDINATES))
  const kind = random.next()
  if (kind < 0.6) return [value(), value()]
  if (kind < 0.7) return [value(), value(), value()]
  if (kind < 0.95) return { x: value(), y: value(), t: value(), pressure: random.next() * 1.02 }
  return orElse(random, [value()], 0.5)
}

const ANYTHING = [null, true, 0, -1, 1.5, '', 'x', [], {}, [[]], [[[]]], { x: 1 }, '\ud800', 1e308]

function orElse(random: Random, value: unknown, probability = 0.02): unknown {
  return random.chance(probability) ? random.pick(ANYTHING) : value
}
