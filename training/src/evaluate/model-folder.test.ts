import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readModelFolder } from './model-folder.ts'

const view = {
  input: 'raster/1',
  file: 'raster.onnx',
  sha256: '0'.repeat(64),
  bytes: 3,
  weight: 1,
}
const manifest = {
  format: 'edgeink-model/1',
  id: 'digits',
  version: '1.0.0',
  labels: ['0', '1'],
  views: [view],
  temperature: 1,
  reject: { threshold: 0.5 },
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-model-'))
})
afterEach(() => rm(folder, { recursive: true }))

const write = (name: string, text: string) => writeFile(join(folder, name), text)

describe('the folder of a model', () => {
  it('gives the files that the manifest names, and no others', async () => {
    await write('manifest.json', JSON.stringify(manifest))
    await write('raster.onnx', 'abc')
    await write('other.onnx', 'def')
    const { files } = await readModelFolder(folder)
    expect(Object.keys(files)).toEqual(['raster.onnx'])
    expect(String(files['raster.onnx'])).toBe('abc')
  })

  it('gives the int8 file in place of the other when it is asked for', async () => {
    const quantized = { file: 'raster.int8.onnx', sha256: '1'.repeat(64), bytes: 2 }
    await write('manifest.json', JSON.stringify({ ...manifest, quantized }))
    await write('raster.int8.onnx', 'ab')
    const read = await readModelFolder(folder, true)
    expect(read.manifest.views).toEqual([{ ...view, ...quantized }])
    expect(Object.keys(read.files)).toEqual(['raster.int8.onnx'])
  })

  it.each([
    ['no manifest', undefined, false, 'MODEL_FOLDER'],
    ['a manifest that is no JSON', '{', false, 'MODEL_FOLDER'],
    ['an unsound manifest', '{"format": "edgeink-model/1"}', false, 'MANIFEST'],
    ['a file that is missing', JSON.stringify(manifest), false, 'MODEL_FOLDER'],
    ['no int8 file', JSON.stringify(manifest), true, 'MODEL_FOLDER'],
  ])('is refused with %s', async (_, text, quantized, code) => {
    if (text !== undefined) await write('manifest.json', text)
    await expect(readModelFolder(folder, quantized)).rejects.toMatchObject({ code })
  })
})
