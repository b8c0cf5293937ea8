/** The field as a browser keeps it over a navigation: text that only this module reads. */
import type { InkDocument } from '../capture/index.ts'

interface SavedField {
  readonly value: string
  /** Undefined where there is no ink. */
  readonly ink: InkDocument | undefined
}

export function saveField(field: SavedField): string {
  return JSON.stringify(field)
}

/** Undefined for what is none of ours: a page may have had another field, or an older one, by this name. */
export async function readField(saved: string): Promise<SavedField | undefined> {
  try {
    const { value, ink } = JSON.parse(saved) as Record<string, unknown>
    if (typeof value !== 'string') return undefined
    if (ink === undefined) return { value, ink }
    const { parseInkDocument } = await import('../capture/parse-ink-document.ts')
    return { value, ink: parseInkDocument(ink) }
  } catch {
    return undefined
  }
}
