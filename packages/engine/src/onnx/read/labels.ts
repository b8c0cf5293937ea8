import type { ModelProto } from '../proto/types.ts'
import { damaged } from '../proto/wire.ts'

/** Labels from the metadata `labels`, a JSON list of strings; the numbers `0 … count − 1` without it. */
export function readLabels(model: ModelProto, count: number): string[] {
  const entry = model.metadataProps.find(({ key }) => key === 'labels')
  if (!entry) return Array.from({ length: count }, (_, i) => String(i))
  const labels = parseJson(entry.value)
  const sound = Array.isArray(labels) && labels.every((label) => typeof label === 'string')
  if (sound && labels.length === count) return labels
  throw damaged(`the labels are not a JSON list of ${count} strings`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
