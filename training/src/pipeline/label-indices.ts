import { NO_LABEL } from '../model/loss.ts'

/** Position of each sample's label, or {@link NO_LABEL}. */
export function labelIndices(
  samples: readonly { readonly label: string }[],
  labels: readonly string[],
): Uint8Array {
  const positions = new Map(labels.map((label, index) => [label, index]))
  return Uint8Array.from(samples, ({ label }) => positions.get(label) ?? NO_LABEL)
}
