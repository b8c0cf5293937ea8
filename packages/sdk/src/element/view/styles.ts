import { CSS } from './css.ts'

/** One sheet for each document, shared by all elements in it. */
const sheets = new WeakMap<Document, CSSStyleSheet>()

/** Styles a shadow tree by a constructed sheet, which a policy without `unsafe-inline` lets pass. */
export function adoptStyles(root: ShadowRoot): void {
  root.adoptedStyleSheets = [sheetFor(root.ownerDocument)]
}

function sheetFor(page: Document): CSSStyleSheet {
  const known = sheets.get(page)
  if (known) return known
  // Of the window of this very document: another one's sheet is refused.
  const { CSSStyleSheet } = page.defaultView ?? window
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  sheets.set(page, sheet)
  return sheet
}
