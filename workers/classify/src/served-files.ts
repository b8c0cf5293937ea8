// A model's files as they are served. The name of each holds its checksum, so what is behind it never changes: the
// manifest, which does, names them.
import type { ModelManifest } from '@edgeink/engine/wasm'
import type { ModelPackage } from './model-store.ts'

/** Digits of the checksum that a name holds. */
const DIGITS = 12

type View = Pick<ModelManifest['views'][number], 'file' | 'sha256'>

/** `raster.onnx` as `raster-c295687219dc.onnx`. */
export function servedName({ file, sha256 }: View): string {
  const dot = file.lastIndexOf('.')
  const stem = dot > 0 ? file.slice(0, dot) : file
  return `${stem}-${sha256.slice(0, DIGITS)}${file.slice(stem.length)}`
}

/** The manifest with the names under which its files are served. */
export function servedManifest<M extends { readonly views: readonly View[] }>(manifest: M): M {
  const views = manifest.views.map((view) => ({ ...view, file: servedName(view) }))
  return { ...manifest, views }
}

/** The identity of a package. */
export function nameOf(source: ModelPackage): { id: string; version: string } {
  const { id, version } = source.manifest as ModelManifest
  return { id, version }
}
