import { decodeRecurrentClassifier } from '@edgeink/engine/onnx'
import asc from 'assemblyscript/asc'
import type { Subject } from './subjects.ts'

/** Reads memory as fast as 16-byte loads go. */
const SOURCE = `
export function stream(address: usize, bytes: usize, times: i32): i32 {
  let a = i32x4.splat(0), b = a, c = a, d = a
  for (let i = 0; i < times; i++) {
    for (let at = address; at < address + bytes; at += 128) {
      a = v128.xor(a, v128.load(at)); b = v128.xor(b, v128.load(at, 16))
      c = v128.xor(c, v128.load(at, 32)); d = v128.xor(d, v128.load(at, 48))
      a = v128.xor(a, v128.load(at, 64)); b = v128.xor(b, v128.load(at, 80))
      c = v128.xor(c, v128.load(at, 96)); d = v128.xor(d, v128.load(at, 112))
    }
  }
  return i32x4.extract_lane(v128.xor(v128.xor(a, b), v128.xor(c, d)), 0)
}`

const ADDRESS = 4096

/**
 * No engine but a limit: reads the recurrent weights, one byte each, once per time step and direction. An LSTM
 * whose state depends on the step before cannot do without, one ink at a time.
 */
export async function loadMemoryBound(bytes: Uint8Array): Promise<Subject> {
  const { input, branches } = decodeRecurrentClassifier(bytes)
  const matrices = branches.flatMap(({ layers }) =>
    layers.flatMap(({ directions }) => directions.map((d) => d.recurrentWeights.length)),
  )
  const { binary, error, stderr } = await asc.compileString(SOURCE, {
    optimizeLevel: 3,
    noAssert: true,
    runtime: 'stub',
    enable: ['simd'],
    initialMemory: Math.ceil((ADDRESS + Math.max(...matrices)) / 65536),
  })
  if (error || !binary) throw new Error(`bench: ${stderr.toString()}`, { cause: error })
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(binary))
  const stream = instance.exports.stream as (
    address: number,
    bytes: number,
    times: number,
  ) => number
  return {
    run(_, n) {
      for (const length of matrices) stream(ADDRESS, length & -128, input.steps * n)
    },
  }
}
