export {
  createInkSession,
  type InkSession,
  type InkSessionEvents,
  type InkSessionOptions,
  type InkSource,
} from './ink-session.ts'
