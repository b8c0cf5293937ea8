/**
 * One engine in a process of its own: `child.ts NAME FOLDER` prints a `ChildResult` as JSON, `child.ts NAME FOLDER prepared`
 * the milliseconds to the first answer of an engine that was prepared before.
 */

import { loadDigitsModel } from './digits-model.ts'
import { loadMemoryBound } from './memory-bound.ts'
import { loadOrtNode } from './native-peers.ts'
import { repeat } from './repeat.ts'
import {
  loadPortable,
  type PortableName,
  type PreparableName,
  prepare,
  type Subject,
} from './subjects.ts'
import { loadTfjs } from './tfjs-peer.ts'
import { readWorkload, type Workload } from './workload.ts'

/** What a process measured: µs an ink, its fastest sample and the median of its samples. */
export interface Timing {
  readonly fastest: number
  readonly median: number
}

export interface ChildResult {
  /** Milliseconds from the bytes to the first answer, code loaded. */
  readonly firstMs: number
  readonly batch1: Timing
  readonly batch32: Timing
  /** MiB that the process grew by. */
  readonly memoryMiB: number
}

/** Long enough for the compilers to have done their best. */
const WARM_MS = 700
const SAMPLES = 80
/** Short enough that another process seldom interrupts the fastest. */
const SAMPLE_MS = 2

function load(name: string, workload: Workload): Promise<Subject> {
  const { bytes } = workload
  switch (name) {
    case 'digits-model':
      return loadDigitsModel(workload)
    case 'ort-node-fp32':
      return loadOrtNode(bytes.float32)
    case 'ort-node-int8':
      return loadOrtNode(bytes.int8)
    case 'tfjs-wasm':
      return loadTfjs(bytes.float32)
    case 'memory-bound':
      return loadMemoryBound(bytes.int8)
    default:
      return loadPortable(name as PortableName, bytes)
  }
}

async function time(subject: Subject, workload: Workload, batch: number): Promise<Timing> {
  const callMs = await warm(subject, workload, batch)
  const calls = Math.max(1, Math.round(SAMPLE_MS / callMs))
  const samples: number[] = []
  for (let i = 0; i < SAMPLES; i++) {
    const start = performance.now()
    await repeat(subject, workload.inks, batch, calls)
    samples.push(((performance.now() - start) * 1000) / (calls * batch))
  }
  samples.sort((a, b) => a - b)
  return { fastest: samples[0], median: samples[SAMPLES / 2] }
}

/** Returns the milliseconds of the fastest call, about. */
async function warm(subject: Subject, { inks }: Workload, batch: number): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY
  for (const end = performance.now() + WARM_MS; performance.now() < end; ) {
    const start = performance.now()
    await repeat(subject, inks, batch, 4)
    fastest = Math.min(fastest, (performance.now() - start) / 4)
  }
  return fastest
}

async function main(name: string, folder: string, prepared: boolean): Promise<unknown> {
  const workload = await readWorkload(folder)
  if (!prepared) return measure(name, workload)
  await prepare(name as PreparableName)
  return (await loadTimed(name, workload)).firstMs
}

async function measure(name: string, workload: Workload): Promise<ChildResult> {
  const before = process.memoryUsage.rss()
  const { subject, firstMs } = await loadTimed(name, workload)
  const batch1 = await time(subject, workload, 1)
  const batch32 = await time(subject, workload, 32)
  const memoryMiB = (process.memoryUsage.rss() - before) / 2 ** 20
  return { firstMs, batch1, batch32, memoryMiB }
}

async function loadTimed(
  name: string,
  workload: Workload,
): Promise<{ subject: Subject; firstMs: number }> {
  const start = performance.now()
  const subject = await load(name, workload)
  await repeat(subject, workload.inks, 1, 1)
  return { subject, firstMs: performance.now() - start }
}

const [name, folder, prepared] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await main(name, folder, prepared === 'prepared'))}\n`)
