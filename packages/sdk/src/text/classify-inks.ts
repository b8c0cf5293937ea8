import type { Ink } from '@edgeink/ink'
import type { CharacterSource, ClassifyInks } from './types.ts'

/** The one function that the rest of this folder asks about characters. */
export function classifierOf(source: CharacterSource): ClassifyInks {
  if ('model' in source) {
    const { model } = source
    return (inks, options) =>
      model.classify(
        inks.map((ink) => ({ ink })),
        options,
      )
  }
  if ('recognizer' in source) {
    const { recognizer } = source
    // One after the other: for some recognizers a newer ink takes the place of an older one.
    return async (inks, options) => {
      const answers = []
      for (const ink of inks) answers.push(await recognizer.recognize(ink, options))
      return answers
    }
  }
  return source.classify
}

/** How many inks the model sees at once: enough to be cheaper together, few enough to leave frames alone. */
const BATCH = 16

/**
 * {@link ClassifyInks} in batches. Between them the event loop turns, so that a page can draw and a signal can be
 * aborted.
 */
export function inBatches(classify: ClassifyInks): ClassifyInks {
  return async (inks: readonly Ink[], options) => {
    const answers = []
    for (let from = 0; from < inks.length; from += BATCH) {
      if (from > 0) await nextTask()
      options.signal?.throwIfAborted()
      answers.push(...(await classify(inks.slice(from, from + BATCH), options)))
      options.signal?.throwIfAborted()
    }
    return answers
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
