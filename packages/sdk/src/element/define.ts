/** Registers `<ink-pad>` when it is imported: the one module of the package with a side effect. */
import { defineInkPad } from './define-ink-pad.ts'

defineInkPad()
