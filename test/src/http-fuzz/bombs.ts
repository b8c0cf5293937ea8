import { deflateSync, gzipSync } from 'node:zlib'

const HUNDRED_MEGABYTES = 100_000_000

let gzip: Uint8Array | undefined
let deflate: Uint8Array | undefined

/** A hundred megabytes of zeros, in a hundred kilobytes. */
export function gzipBomb(): Uint8Array {
  gzip ??= gzipSync(new Uint8Array(HUNDRED_MEGABYTES))
  return gzip
}

/** The same as zlib has it, which is how a PNG holds its pixels. */
export function deflateBomb(): Uint8Array {
  deflate ??= deflateSync(new Uint8Array(HUNDRED_MEGABYTES))
  return deflate
}
