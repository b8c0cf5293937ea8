/**
 * Whether each tag is known: as it is, or after its last subtags were dropped (`en-Latn-US`, `en-Latn`, `en`). A tag is never
 * lengthened: a recognizer of `az-Latn` does not know `az`, which has other scripts too. Private subtags (`zxx-x-…`)
 * name something of their own, and are never dropped.
 *
 * @param known BCP 47 tags; case does not matter
 */
export function knowsAll(known: readonly string[], tags: readonly string[]): boolean {
  const lower = known.map((tag) => tag.toLowerCase())
  return tags.every((tag) => rangesOf(tag.toLowerCase()).some((range) => lower.includes(range)))
}

/** The tag and what it falls back to, the longest first. */
function rangesOf(tag: string): string[] {
  const own = /(?:^|-)x-.*$/.exec(tag)?.[0] ?? ''
  const subtags = tag.slice(0, tag.length - own.length).split('-')
  return (
    subtags
      .map((_, dropped) => subtags.slice(0, subtags.length - dropped))
      // A lone letter announces an extension: it means nothing once that was dropped.
      .filter(
        (kept, dropped) => dropped === 0 || kept.length === 1 || kept[kept.length - 1].length > 1,
      )
      .map((kept) => kept.join('-') + own)
  )
}
