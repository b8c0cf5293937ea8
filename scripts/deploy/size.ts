import { CommandError } from '../support/command.ts'

/** KB compressed that an environment may have: our own budget, and for onnxruntime-web the paid plan's 10 MB. */
export const LIMITS_KB: Readonly<Record<string, number>> = {
  staging: 400,
  production: 400,
  ort: 10_000,
}

/**
 * Says how large a bundle is.
 *
 * @throws {CommandError} when it is larger than its environment allows
 */
export function checkSize(environment: string, gzipBytes: number): string {
  const limit = LIMITS_KB[environment]
  const size = `${Math.round(gzipBytes / 1000)} KB compressed`
  if (gzipBytes <= 1000 * limit) return `size: ${size} of ${limit} KB`
  throw new CommandError(
    `size: expected at most ${limit} KB for ${environment}, got ${size}; look at what was added`,
  )
}
