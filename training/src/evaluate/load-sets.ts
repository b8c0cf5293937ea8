import type { SourceName } from '../config/config.ts'
import type { DataOptions, Part } from '../data/index.ts'
import { loadSource } from '../pipeline/dataset.ts'
import type { Sample } from '../pipeline/reader.ts'
import type { EvaluationSet } from './evaluation.ts'

/** One part of some sources, without the samples that none of the labels fits. */
export async function loadSets(
  sources: readonly SourceName[],
  part: Part,
  labels: readonly string[],
  options: DataOptions = {},
): Promise<EvaluationSet[]> {
  const sets: EvaluationSet[] = []
  for (const name of sources) {
    const { [part]: samples } = await loadSource(name, { labels }, options)
    sets.push(...setsOf(name, samples))
  }
  return sets.filter(({ samples }) => samples.length > 0)
}

/**
 * The sets that samples of a source are judged as: where some are a recognizer's templates, which are often only a
 * part of the character, the drawings alone are a set of their own.
 */
export function setsOf(name: string, samples: readonly Sample[]): EvaluationSet[] {
  const drawn = samples.filter((sample) => sample.source === 'mnist' || !sample.template)
  const whole = { name, samples }
  if (drawn.length === samples.length) return [whole]
  return [whole, { name: `${name} without templates`, samples: drawn }]
}
