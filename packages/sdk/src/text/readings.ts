import type { Choice, Path } from './best-paths.ts'
import type { Group } from './hypotheses.ts'
import type { StrokeSegment, TextCharacter, TextMode, TextReading } from './types.ts'

export interface ReadingOptions {
  readonly mode: TextMode
  /** Of the line. */
  readonly height: number
  readonly topK: number
  /** What makes the scores of paths probabilities. */
  readonly logSum: number
}

/** A gap between characters, in heights of the line, where no other tells what is usual. */
const USUAL_GAP = 0.4

/** A space is wider than the usual gap by this factor, and by this many heights more. */
const SPACE = { factor: 1.4, more: 0.5 }

/** Turns paths into readings; of several with the same text the first stays. */
export function readingsOf(
  paths: readonly Path[],
  count: number,
  options: ReadingOptions,
): TextReading[] {
  const byText = new Map<string, TextReading>()
  for (const path of paths) {
    const reading = readingOf(path, options)
    if (!byText.has(reading.text)) byText.set(reading.text, reading)
    if (byText.size === count) break
  }
  return [...byText.values()]
}

function readingOf({ choices, score }: Path, options: ReadingOptions): TextReading {
  const spaces = options.mode === 'text' ? spacesBefore(choices, options.height) : []
  let text = ''
  const characters = choices.map((choice, i) => {
    if (spaces[i]) text += ' '
    const begin = text.length
    text += labelOf(choice)
    return characterOf(choice, begin, options.topK)
  })
  // Rounding may lift a lone path above all paths together.
  return { text, characters, logProbability: Math.min(0, score - options.logSum) }
}

function characterOf(choice: Choice, begin: number, topK: number): TextCharacter {
  const { group, prediction } = choice.node
  const label = labelOf(choice)
  const segments = segmentsOf(group)
  return {
    label,
    begin,
    end: begin + label.length,
    strokes: [...new Set(segments.map(({ stroke }) => stroke))],
    segments,
    candidates: prediction.candidates.slice(0, topK),
    rejected: prediction.rejected,
  }
}

function labelOf({ node, candidate }: Choice): string {
  return node.prediction.candidates[candidate].label
}

function segmentsOf({ pieces }: Group): StrokeSegment[] {
  return pieces.map(({ stroke, begin, end }) => ({ stroke, begin, end }))
}

/** Before which characters a word begins: where the gap is wide for the line's height and for its other gaps. */
function spacesBefore(choices: readonly Choice[], height: number): boolean[] {
  const boxes = choices.map(({ node }) => node.group.box)
  const gaps = boxes.slice(1).map((box, i) => (box.left - boxes[i].right) / height)
  const usual = gaps.length > 1 ? lowerThird(gaps) : USUAL_GAP
  const least = SPACE.factor * Math.max(0, usual) + SPACE.more
  return [false, ...gaps.map((gap) => gap > least)]
}

/** A third of the values are at most as large: up to two in three gaps may be spaces. */
function lowerThird(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 3)]
}
