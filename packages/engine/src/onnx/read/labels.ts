import type { ModelProto } from '../proto/types.ts'
import { damaged } from '../proto/wire.ts'

/** Labels from the metadata `labels`, a JSON list of strings; the numbers `0 … count − 1` without it. */
export function readLabels(model: ModelProto, count: number): string[] {
  const entry = model.metadataProps.find(({ key }) => key === 'labels')
  if (!entry) return Array.from({ length: count }, (_, i) => String(i))
  const labels = parseJson(entry.value)
  if (!Array.isArray(labels) || labels.some((label) => typeof label !== 'string')) {
    throw damaged('the labels are not a JSON list of strings')
  }
  if (labels.length !== count) throw damaged(`${labels.length} labels for ${count} outputs`)
  return labels
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw damaged('the labels are not JSON', { cause })
  }
}
