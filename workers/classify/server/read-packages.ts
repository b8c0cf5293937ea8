import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ModelManifest, parseManifest } from '@edgeink/engine/wasm'
import type { ModelPackage } from '../src/model-store.ts'

/** Raised when a folder has no model that could be served. */
export class ModelFolderError extends Error {
  override readonly name = 'ModelFolderError'
  readonly code = 'MODEL_FOLDER'
}

/**
 * Reads every folder with a `manifest.json` in a folder of models, in the order of their names. A model whose files are
 * not as its manifest says is read all the same: loading it tells what is wrong, and the others answer meanwhile.
 *
 * @throws {ModelFolderError} when there is none, or a manifest names files that are missing
 */
export async function readPackages(folder: string): Promise<ModelPackage[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause) => {
    throw new ModelFolderError(`expected a folder of models at ${folder}; set MODELS_DIR`, {
      cause,
    })
  })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const packages = await Promise.all(names.sort().map((name) => readPackage(join(folder, name))))
  const found = packages.filter((source) => source !== undefined)
  if (found.length > 0) return found
  throw new ModelFolderError(`expected a model with a manifest.json in ${folder}, found none`)
}

async function readPackage(folder: string): Promise<ModelPackage | undefined> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const manifest = readManifest(folder, text)
  const files: Record<string, Uint8Array> = {}
  for (const { file } of manifest.views) {
    files[file] = await readFile(join(folder, file)).catch((cause) => {
      throw new ModelFolderError(`expected the file ${file} in ${folder}, as its manifest says`, {
        cause,
      })
    })
  }
  return { manifest, files }
}

function readManifest(folder: string, text: string): ModelManifest {
  try {
    return parseManifest(JSON.parse(text))
  } catch (cause) {
    const { message } = cause as Error
    throw new ModelFolderError(`${join(folder, 'manifest.json')}: ${message}`, { cause })
  }
}
