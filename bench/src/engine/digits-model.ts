import { readFile } from 'node:fs/promises'
import { loadModel } from '@edgeink/engine'
import type { Subject } from './subjects.ts'
import type { Workload } from './workload.ts'

const FOLDER = new URL('../../../packages/models/digits/', import.meta.url)

/** The shipped model as an application calls it: strokes in, candidates out, every view and their fusion. */
export async function loadDigitsModel({ strokes, inks }: Workload): Promise<Subject> {
  const manifest = JSON.parse(await readFile(new URL('manifest.json', FOLDER), 'utf8'))
  const names = (manifest.views as { file: string }[]).map((view) => view.file)
  const read = async (name: string) => [name, await readFile(new URL(name, FOLDER))] as const
  const files = Object.fromEntries(await Promise.all(names.map(read)))
  const model = await loadModel({ manifest, files })
  const inputs = strokes.map((ink) => ({ ink }))
  const size = inks.inputs.length / inks.count
  return {
    run(rasters, n) {
      const first = rasters.byteOffset / (size * rasters.BYTES_PER_ELEMENT)
      return model.classify(inputs.slice(first, first + n))
    },
  }
}
