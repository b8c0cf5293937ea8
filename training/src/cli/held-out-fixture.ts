import { bounds, type Ink } from '@edgeink/ink'
import { DEFAULT_SPLIT_SEED, type InkSample } from '../data/index.ts'
import { sha256 } from '../data/source/checksum.ts'
import { createRandom } from '../random.ts'

/** Real digits of writers that no model has seen, for tests that cross packages. */
export interface HeldOutFixture {
  readonly about: string
  readonly attribution: readonly Attribution[]
  readonly splitSeed: number
  readonly drawSeed: number
  readonly samples: readonly FixtureSample[]
}

export interface Attribution {
  readonly source: InkSample['source']
  readonly text: string
  readonly doi: string
  readonly licence: string
}

export interface FixtureSample {
  readonly label: string
  readonly source: InkSample['source']
  /** Source and contributor, and a digest instead of the name. */
  readonly writer: string
  /** Points [x, y], `y` downward, in a box whose longer side is 1000. */
  readonly strokes: readonly (readonly (readonly [x: number, y: number])[])[]
}

const DRAW_SEED = 20
const PER_SOURCE_AND_LABEL = 5
const LABELS = '0123456789'
const BOX = 1000

const ABOUT =
  'Digits of held-out writers (the test part of the split by writer), 5 of each label from each source, ' +
  'drawn by a seeded random choice before any model was trained and not by what a model gets right. ' +
  "UNIPEN's ibm templates, which are parts of characters, cannot be drawn. Made by training/src/cli/make-fixture.ts; " +
  'changed from the originals: one character cut out, y turned downward, moved and scaled to a box of 1000, rounded.'

const ATTRIBUTION: readonly Attribution[] = [
  {
    source: 'unipen',
    text: 'International Unipen Foundation, "The UNIPEN online handwriting data", release train_r01_v07; I. Guyon, L. Schomaker, R. Plamondon, M. Liberman, S. Janet, "UNIPEN project of on-line data exchange and recognizer benchmarks", ICPR 1994',
    doi: '10.5281/zenodo.1195803',
    licence: 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/',
  },
  {
    source: 'pendigits',
    text: 'E. Alpaydin, F. Alimoglu, "Pen-Based Recognition of Handwritten Digits", UCI Machine Learning Repository 81',
    doi: '10.24432/C5MG6K',
    licence: 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/',
  },
]

/** Draws the fixture from the test parts of the sources. The same samples give the same fixture. */
export function drawHeldOutFixture(testParts: readonly (readonly InkSample[])[]): HeldOutFixture {
  return {
    about: ABOUT,
    attribution: ATTRIBUTION,
    splitSeed: DEFAULT_SPLIT_SEED,
    drawSeed: DRAW_SEED,
    samples: [...LABELS].flatMap((label) => testParts.flatMap((part) => draw(part, label))),
  }
}

/** One sample a line, so that a change of the fixture can be read. */
export function formatFixture({ samples, ...head }: HeldOutFixture): string {
  const lines = samples.map((sample) => `    ${JSON.stringify(sample)}`)
  const opening = JSON.stringify(head, undefined, 2).replace(/\n}$/, '')
  return `${opening},\n  "samples": [\n${lines.join(',\n')}\n  ]\n}\n`
}

function draw(samples: readonly InkSample[], label: string): FixtureSample[] {
  const candidates = samples.filter((sample) => sample.label === label && !sample.template)
  const random = createRandom(DRAW_SEED).fork(`${candidates[0]?.source}/${label}`)
  return random.shuffle(candidates).slice(0, PER_SOURCE_AND_LABEL).map(toFixtureSample)
}

function toFixtureSample({ ink, label, source, writer, contributor }: InkSample): FixtureSample {
  const pseudonym = sha256(writer).slice(0, 8)
  return {
    label,
    source,
    writer: [source, contributor, pseudonym].filter((part) => part !== undefined).join('/'),
    strokes: toBox(ink),
  }
}

function toBox(ink: Ink): FixtureSample['strokes'] {
  const { minX, minY, width, height } = bounds(ink)
  const scale = BOX / (Math.max(width, height) || 1)
  return ink.map(({ points }) =>
    points.map(
      ({ x, y }) => [Math.round((x - minX) * scale), Math.round((y - minY) * scale)] as const,
    ),
  )
}
