import { ModelFormatError } from '../../errors.ts'
import type { ModelProto } from '../proto/types.ts'

/** Labels from the metadata `labels`, a JSON list of strings; the numbers `0 … count − 1` without it. */
export function readLabels(model: ModelProto, count: number): string[] {
  const entry = model.metadataProps.find(({ key }) => key === 'labels')
  if (!entry) return Array.from({ length: count }, (_, i) => String(i))
  const labels = parseJson(entry.value)
  if (!Array.isArray(labels) || labels.some((label) => typeof label !== 'string')) {
    throw new ModelFormatError(
      'damaged ONNX file: metadata labels is not a JSON list of strings; export it again',
    )
  }
  if (labels.length !== count) {
    throw new ModelFormatError(
      `damaged ONNX file: ${labels.length} labels for ${count} outputs; export it again`,
    )
  }
  return labels
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ModelFormatError(
      'damaged ONNX file: metadata labels is not JSON; fetch or export it again',
      { cause },
    )
  }
}
