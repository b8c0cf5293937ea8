export {
  type ChangeReason,
  createInkCapture,
  type InkCapture,
  type InkCaptureEvents,
  type InkCaptureOptions,
} from './ink-capture.ts'
