export type { Ink, Point, Stroke } from './types.ts'
