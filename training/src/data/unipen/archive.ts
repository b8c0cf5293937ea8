import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { parseTar } from 'nanotar'
import { DataError } from '../errors.ts'
import type { InkSample } from '../samples.ts'
import type { Writer } from '../split.ts'
import { resolveDelineation } from './delineation.ts'
import { parseUnipen, type UnipenComponent, type UnipenDocument } from './document.ts'
import { isIbmTemplate } from './ibm-templates.ts'
import { unipenWriter } from './writers.ts'

/** Isolated digits, upper-case letters, lower-case letters. */
export type UnipenTask = '1a' | '1b' | '1c'

export const UNIPEN_TASKS: readonly UnipenTask[] = ['1a', '1b', '1c']

/**
 * The contributors whose ink we read. Not among them: `cea`, `ceb` and `tos`, where no rule of
 * counting components yields the labelled character, and two that the edition our figures were made
 * with lacks (`aga`, `uqb`).
 */
export const UNIPEN_CONTRIBUTORS: readonly string[] = [
  'apa',
  'apb',
  'app',
  'art',
  'ced',
  'gmd',
  'ibm',
  'imp',
  'kai',
  'lav',
  'lou',
  'mot',
  'pri',
  'sie',
  'syn',
  'val',
]

/** `pri` numbers its components with the pen's moves through the air; all others leave those out. */
const COUNTS_PEN_UP: ReadonlySet<string> = new Set(['pri'])

const INCLUDE = /^\.INCLUDE\s+(\S+)/gm
const WRITER = /^\.WRITER_ID\s+(\S+)/m

/** train_r01_v07.tgz, opened: the files that the tasks need. */
export class UnipenArchive {
  readonly #files: ReadonlyMap<string, Uint8Array>
  readonly #samples = new Map<UnipenTask, readonly InkSample[]>()
  readonly #decoder = new TextDecoder('latin1')

  /**
   * @param tgz the bytes of train_r01_v07.tgz
   * @throws {DataError} `DATA_FORMAT` when they are not a gzipped tar archive of that layout
   */
  constructor(tgz: Uint8Array, name = 'train_r01_v07.tgz') {
    this.#files = openArchive(tgz, name)
  }

  /** Paths of the files that name a task's segments, sorted. */
  taskFiles(task: UnipenTask): string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(`data/${task}/`)).sort()
  }

  /** All characters of a task, file by file. They are read once. */
  samples(task: UnipenTask): readonly InkSample[] {
    const samples =
      this.#samples.get(task) ?? this.taskFiles(task).flatMap((path) => this.#readSamples(path))
    this.#samples.set(task, samples)
    return samples
  }

  /**
   * Everyone who wrote for any of the tasks. A stratum is a contributor, apart for writers with and
   * without digits: the digits alone are then stratified too.
   */
  writers(): Writer[] {
    const digits = this.#writersOf(['1a'])
    const letters = this.#writersOf(['1b', '1c'])
    const strata = new Map<string, string>()
    for (const [writer, contributor] of letters) strata.set(writer, `${contributor}/letters`)
    for (const [writer, contributor] of digits) strata.set(writer, `${contributor}/digits`)
    return [...strata].map(([writer, stratum]) => ({ writer, stratum }))
  }

  /** SHA-256 over the paths and bytes of all that the tasks read, in the order of the paths. */
  digest(): string {
    const paths = new Set<string>()
    for (const task of UNIPEN_TASKS) {
      for (const path of this.taskFiles(task)) this.#collect(path, paths)
    }
    const hash = createHash('sha256')
    for (const path of [...paths].sort()) {
      const bytes = this.#files.get(path)!
      hash.update(`${path}\0${bytes.length}\0`).update(bytes)
    }
    return hash.digest('hex')
  }

  #collect(path: string, paths: Set<string>): void {
    if (paths.has(path) || !this.#files.has(path)) return
    paths.add(path)
    for (const [, included] of this.#text(path)!.matchAll(INCLUDE)) {
      this.#collect(`include/${included}`, paths)
    }
  }

  #writersOf(tasks: readonly UnipenTask[]): Map<string, string> {
    const writers = new Map<string, string>()
    for (const path of tasks.flatMap((task) => this.taskFiles(task))) {
      const contributor = contributorOf(path)
      const reached = new Set<string>()
      this.#collect(path, reached)
      const ids = [...reached].flatMap((file) => WRITER.exec(this.#text(file)!)?.[1] ?? [])
      writers.set(unipenWriter(contributor, ids.at(-1), path), contributor)
    }
    return writers
  }

  #readSamples(path: string): InkSample[] {
    const contributor = contributorOf(path)
    const document = parseUnipen(this.#text(path) ?? '', {
      name: path,
      include: (included) => this.#included(included),
    })
    const writer = unipenWriter(contributor, document.writer, path)
    const components = countedComponents(document, contributor)
    return document.segments.map((segment) => {
      const ink = resolveDelineation(segment, components)
      const sample = { ink, label: segment.label, source: 'unipen', writer, contributor } as const
      return contributor === 'ibm' && isIbmTemplate(ink) ? { ...sample, template: true } : sample
    })
  }

  #included(path: string): string | undefined {
    // The distribution lacks the documentation of `imp` and `pri` that their ink includes.
    return this.#text(`include/${path}`) ?? (path.endsWith('.doc') ? '' : undefined)
  }

  #text(path: string): string | undefined {
    const bytes = this.#files.get(path)
    return bytes && this.#decoder.decode(bytes)
  }
}

function contributorOf(path: string): string {
  return path.split('/')[2]
}

function countedComponents(
  { components }: UnipenDocument,
  contributor: string,
): readonly UnipenComponent[] {
  if (COUNTS_PEN_UP.has(contributor)) return components
  return components.filter(({ pen }) => pen === 'down')
}

const LAYOUT = /(?:^|\/)((?:data\/1[abc]|include)\/([^/]+)\/.+)$/

function openArchive(tgz: Uint8Array, name: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const { name: path, type, data } of readTar(tgz, name)) {
    const match = LAYOUT.exec(path)
    if (type === 'file' && data && match && UNIPEN_CONTRIBUTORS.includes(match[2])) {
      files.set(match[1], data)
    }
  }
  if (files.size === 0) {
    throw new DataError(
      'DATA_FORMAT',
      `${name}: expected UNIPEN's folders data/1a … and include/, found none of them. Is it train_r01_v07.tgz of Zenodo record 1195803?`,
    )
  }
  return files
}

function readTar(tgz: Uint8Array, name: string) {
  try {
    const tar = gunzipSync(tgz)
    // nanotar reads the whole ArrayBuffer behind a view, so the view must be all of it.
    const exact = tar.byteLength === tar.buffer.byteLength ? tar.buffer : new Uint8Array(tar).buffer
    return parseTar(exact as ArrayBuffer)
  } catch (cause) {
    throw new DataError(
      'DATA_FORMAT',
      `${name}: expected a whole gzipped tar archive, got ${tgz.length} bytes that do not unpack. Get the published file again; a local copy that is removed is downloaded anew.`,
      { cause },
    )
  }
}
