/** What a worker and a page have in common: engines loaded by name, called on request. */

import { type Inks, repeat } from './repeat.ts'
import {
  loadPortable,
  type ModelBytes,
  type Modules,
  type PortableName,
  type PreparableName,
  prepare,
  type Subject,
} from './subjects.ts'

/** Holds the workload and one subject for each engine that was asked for. */
export class Bench {
  readonly #bytes: ModelBytes
  readonly #inks: Inks
  readonly #modules: Modules
  readonly #subjects = new Map<PortableName, Promise<Subject>>()

  constructor(bytes: ModelBytes, inks: Inks, modules: Modules) {
    this.#bytes = bytes
    this.#inks = inks
    this.#modules = modules
  }

  prepare(name: PreparableName): Promise<void> {
    return prepare(name, this.#modules)
  }

  /** Answers `calls` batches; the first call of an engine loads it. */
  async answer(name: PortableName, batch: number, calls: number): Promise<void> {
    let subject = this.#subjects.get(name)
    if (!subject) {
      subject = loadPortable(name, this.#bytes, this.#modules)
      this.#subjects.set(name, subject)
    }
    await repeat(await subject, this.#inks, batch, calls)
  }
}
