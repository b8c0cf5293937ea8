/** The field as a browser keeps it over a navigation: text that only this module writes and reads. */
import type { InkDocument } from '../capture/index.ts'

interface SavedField {
  readonly value: string
  /** Undefined where there is no ink. */
  readonly ink?: InkDocument | undefined
}

/** Told from what another field of this name, or an older version of this one, may have left. */
const KIND = 'ink-pad/1'

export function saveField(field: SavedField): string {
  return JSON.stringify({ kind: KIND, ...field })
}

/** Undefined for what is none of ours. */
export function readField(saved: string): SavedField | undefined {
  try {
    const field = JSON.parse(saved) as (SavedField & { readonly kind?: unknown }) | null
    return field?.kind === KIND ? field : undefined
  } catch {
    return undefined
  }
}
