import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { TrainConfig } from '../config/config.ts'
import { parseConfig } from '../config/parse.ts'
import type { EpochRecord } from '../loop/history.ts'
import type { EpochTotals, RunState } from '../loop/run-state.ts'
import { writeFileAtomically } from './write-file.ts'

/** A checkpoint that cannot be read back: missing, damaged, or of another version. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError'
  readonly code = 'CHECKPOINT'
}

const MAGIC = 'edgeink-checkpoint/1\n'
const HASH_LENGTH = 32
const LENGTH_BYTES = 4

/** Everything in a state but its arrays. */
interface Header {
  readonly config: TrainConfig
  readonly size: number
  readonly adamStep: number
  readonly epoch: number
  readonly step: number
  readonly totals: EpochTotals
  readonly history: EpochRecord[]
  readonly best: { readonly epoch: number; readonly accuracy: number } | undefined
}

/**
 * A state as bytes: a magic line, the SHA-256 of the rest, the length of a JSON header (uint32, little-endian), the
 * header, then weights, average, Adam's two moments and the best epoch's weights as little-endian float32.
 */
export function encodeCheckpoint(state: RunState): Uint8Array {
  const header: Header = {
    config: state.config,
    size: state.weights.length,
    adamStep: state.adam.step,
    epoch: state.epoch,
    step: state.step,
    totals: state.totals,
    history: state.history,
    best: state.best && { epoch: state.best.epoch, accuracy: state.best.accuracy },
  }
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(json.length)
  const arrays = [state.weights, state.average, state.adam.mean, state.adam.variance]
  if (state.best) arrays.push(state.best.weights)
  const body = Buffer.concat([length, json, ...arrays.map(bytesOf)])
  return Buffer.concat([Buffer.from(MAGIC), createHash('sha256').update(body).digest(), body])
}

/**
 * The state that `encodeCheckpoint` was given.
 *
 * @throws {CheckpointError} when the bytes are not a whole checkpoint of this version
 */
export function decodeCheckpoint(bytes: Uint8Array, name = 'checkpoint'): RunState {
  const body = checkedBody(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), name)
  const start = LENGTH_BYTES + body.readUInt32LE(0)
  const header: Header = JSON.parse(body.subarray(LENGTH_BYTES, start).toString())
  const array = (index: number) => floatsOf(body, start + index * header.size * 4, header.size)
  return {
    config: parseConfig({ ...header.config }),
    weights: array(0),
    average: array(1),
    adam: { mean: array(2), variance: array(3), step: header.adamStep },
    epoch: header.epoch,
    step: header.step,
    totals: header.totals,
    history: header.history,
    best: header.best && { ...header.best, weights: array(4) },
  }
}

function checkedBody(bytes: Buffer, name: string): Buffer {
  const start = MAGIC.length + HASH_LENGTH
  if (bytes.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) {
    throw new CheckpointError(
      `${name}: expected a file that begins with ${MAGIC.trim()}, got something else; start a new run without --resume`,
    )
  }
  const body = bytes.subarray(start)
  const hash = createHash('sha256').update(body).digest()
  if (!hash.equals(bytes.subarray(MAGIC.length, start))) {
    throw new CheckpointError(
      `${name}: its SHA-256 does not match its contents, so it is damaged; resume from another run or start a new one`,
    )
  }
  return body
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
}

function floatsOf(bytes: Buffer, offset: number, length: number): Float32Array {
  const copy = new Uint8Array(bytes.subarray(offset, offset + length * 4))
  return new Float32Array(copy.buffer)
}

/** Writes the checkpoint of a state, whole or not at all. */
export async function saveCheckpoint(path: string, state: RunState): Promise<void> {
  await writeFileAtomically(path, encodeCheckpoint(state))
}

/**
 * Reads a checkpoint.
 *
 * @throws {CheckpointError} when there is none, or it is damaged
 */
export async function loadCheckpoint(path: string): Promise<RunState> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new CheckpointError(`${path}: cannot be read; name a run that has a checkpoint`, {
      cause,
    })
  }
  return decodeCheckpoint(bytes, path)
}
