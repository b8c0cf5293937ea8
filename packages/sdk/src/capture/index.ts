export { InkDocumentError, InkImageError, PointerEventsError } from './errors.ts'
export {
  type ChangeReason,
  createInkCapture,
  type InkCapture,
  type InkCaptureEvents,
  type InkCaptureOptions,
} from './ink-capture.ts'
export type { DocumentStroke, InkDocument } from './ink-document.ts'
export type { PadSize } from './ink-history.ts'
export { type BlobOptions, type ImageSource, type SvgOptions, toBlob, toSVG } from './ink-image.ts'
export type { InkStyle } from './ink-style.ts'
export type { InkCaptureSettings } from './pad-settings.ts'
export { fromJSON, parseInkDocument } from './parse-ink-document.ts'
export { type ReplayOptions, type ReplayTarget, replay } from './replay.ts'
export { fromPointGroups, type PointGroup, toPointGroups } from './signature-pad.ts'
