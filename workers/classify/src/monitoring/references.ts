import { parseManifest } from '@edgeink/engine/wasm'
import type { Reference, References } from './checks.ts'

/** Reference distributions by `id@version`, of the manifests that have one. Unsound manifests are left to whoever loads them. */
export function referencesOf(manifests: readonly unknown[]): References {
  const references: Record<string, Reference> = {}
  for (const value of manifests) {
    try {
      const { id, version, labels, reference } = parseManifest(value)
      if (reference) references[`${id}@${version}`] = { ...reference, names: labels }
    } catch {
      // It will not load either, which is told there.
    }
  }
  return references
}
