// What a process of this machine has used, by Linux' own books: its clocks go on while another program has the core.
import { readdirSync, readFileSync } from 'node:fs'

/** Whether this machine keeps such books. */
export function hasUsage(): boolean {
  try {
    return cpuMs(process.pid) > 0
  } catch {
    return false
  }
}

/** Milliseconds of processor time of all of a process's threads that live, to the nanosecond. */
export function cpuMs(pid: number): number {
  const folder = `/proc/${pid}/task`
  let nanoseconds = 0
  for (const task of readdirSync(folder)) {
    const [running] = readFileSync(`${folder}/${task}/schedstat`, 'utf8').split(' ')
    nanoseconds += Number(running)
  }
  return nanoseconds / 1e6
}

/** Resident memory in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(kilobytes?.[1]) * 1024
}
