import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadClassifier } from '@edgeink/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { parseConfig } from '../config/parse.ts'
import { encodeNetwork } from '../export/encode-network.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters } from '../model/parameters.ts'
import { createReader, type ReaderSetup, type Sample, VIEW_SHAPES } from '../pipeline/reader.ts'
import { sampleStream } from '../pipeline/streams.ts'
import { createRandom } from '../random.ts'
import { toyInks } from '../testing/toy-inks.ts'
import { checkTeachers, loadTeachers } from './teachers.ts'

const LABELS = ['0', '1', '2']
const SEED = 7
const image: Sample = { raster: new Uint8Array(784).fill(90), label: '1', source: 'mnist' }
const samples: Sample[] = [...toyInks(3), image]
const readerSetup: ReaderSetup = { view: 'raster', augment: true, labels: LABELS, samples }
const request = { epoch: 2, position: 40, samples: Int32Array.of(2, 3, 0) }

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'edgeink-teachers-'))
})
afterAll(() => rm(root, { recursive: true }))

interface TeacherFile {
  readonly config: TrainConfig
  readonly bytes: Uint8Array
  readonly weight: number
}

function randomTeacher(part: Record<string, unknown>, weight = 1): TeacherFile {
  const config = parseConfig({ hidden: 8, labels: LABELS, ...part })
  const random = createRandom(`teacher ${JSON.stringify(part)}`)
  const { size } = layoutParameters(createNetwork(networkShape(config)).parameters)
  const weights = Float32Array.from({ length: size }, () => random.normal(0, 0.4))
  return { config, bytes: encodeNetwork(config, weights).float32, weight }
}

/** Writes a model of one or more views into a folder. */
async function writeTeacher(name: string, views: readonly TeacherFile[]): Promise<string> {
  const folder = join(root, name)
  await mkdir(folder, { recursive: true })
  const entries = views.map(({ config, bytes, weight }) => ({
    input: `${config.view}/1`,
    file: `${config.view}.onnx`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    weight,
  }))
  const manifest = {
    format: 'edgeink-model/1',
    id: 'teacher',
    version: '0.1.0',
    labels: views[0].config.labels,
    views: entries,
    temperature: 1,
    reject: { threshold: 0 },
  }
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
  for (const [i, { bytes }] of views.entries())
    await writeFile(join(folder, entries[i].file), bytes)
  return folder
}

/** What a reader of a view draws for a place in the request. */
function drawn(view: TrainConfig['view'], row: number): Float32Array {
  const { steps, features } = VIEW_SHAPES[view]
  const out = new Float32Array(steps * features)
  const random = sampleStream(SEED, request.epoch, request.position + row)
  createReader({ ...readerSetup, view }).read(request.samples[row], out, random)
  return out
}

function studentInputs(): Float32Array {
  return Float32Array.from([0, 1, 2].flatMap((row) => [...drawn('raster', row)]))
}

async function logitsOf({ bytes }: TeacherFile, inputs: Float32Array): Promise<number[]> {
  const classifier = await loadClassifier(bytes, { kernel: 'js' })
  return [...classifier.logits(inputs)]
}

function softmax(logits: readonly number[], temperature: number): number[] {
  const sum = logits.reduce((total, z) => total + Math.exp(z / temperature), 0)
  return logits.map((z) => Math.exp(z / temperature) / sum)
}

async function soften(paths: string[], temperature = 2, alpha = 0.8) {
  const teachers = await loadTeachers({ teachers: paths, temperature, alpha }, readerSetup, SEED)
  return teachers.soften(request, studentInputs())
}

function expectRow(probabilities: Float32Array, row: number, expected: readonly number[]): void {
  expected.forEach((value, label) => {
    expect(Math.abs(probabilities[row * LABELS.length + label] - value)).toBeLessThan(2e-3)
  })
}

describe('teachers', () => {
  it('answer the very samples that the student sees, augmented, softened by the temperature', async () => {
    const file = randomTeacher({})
    const path = await writeTeacher('raster', [file])
    const { probabilities, weights } = await soften([path])
    expect([...weights]).toEqual([0.8, 0.8, 0.8].map(Math.fround))
    for (const row of [0, 1, 2]) {
      expectRow(probabilities, row, softmax(await logitsOf(file, drawn('raster', row)), 2))
    }
  })

  it('are averaged, and one of a finished run is found in its folder', async () => {
    const files = [randomTeacher({}), randomTeacher({ architecture: 'gru' })]
    const first = await writeTeacher('raster', [files[0]])
    await writeTeacher('run/export', [files[1]])
    const { probabilities } = await soften([first, join(root, 'run')])
    const inputs = drawn('raster', 1)
    const [a, b] = await Promise.all(
      files.map(async (file) => softmax(await logitsOf(file, inputs), 2)),
    )
    expectRow(
      probabilities,
      1,
      a.map((p, i) => (p + b[i]) / 2),
    )
  })

  it('of another view see the same augmented ink, and say nothing of images', async () => {
    const file = randomTeacher({ view: 'trace' })
    const path = await writeTeacher('trace', [file])
    const { probabilities, weights } = await soften([path])
    expect([...weights]).toEqual([0.8, 0, 0.8].map(Math.fround))
    expectRow(probabilities, 0, softmax(await logitsOf(file, drawn('trace', 0)), 2))
    expectRow(probabilities, 1, [0, 0, 0])
  })

  it('of two views are fused, and judged by the raster alone where there is an image', async () => {
    const files = [randomTeacher({}, 0.5), randomTeacher({ view: 'trace' }, 1.5)]
    const path = await writeTeacher('fused', files)
    const { probabilities } = await soften([path])
    const raster = await logitsOf(files[0], drawn('raster', 0))
    const trace = await logitsOf(files[1], drawn('trace', 0))
    expectRow(
      probabilities,
      0,
      softmax(
        raster.map((z, i) => 0.5 * z + 1.5 * trace[i]),
        2,
      ),
    )
    const alone = await logitsOf(files[0], drawn('raster', 1))
    expectRow(
      probabilities,
      1,
      softmax(
        alone.map((z) => 2 * z),
        2,
      ),
    )
  })

  it('may be networks that only onnxruntime-web runs, with more labels in another order', async () => {
    const labels = ['2', 'x', '1', '0']
    const file = randomTeacher({ architecture: 'cnn', hidden: 2, labels })
    const path = await writeTeacher('cnn', [file])
    const { probabilities } = await soften([path])
    const classifier = await loadClassifier(file.bytes, { engine: 'ort' })
    const logits = await classifier.logits(drawn('raster', 2))
    expectRow(probabilities, 2, softmax([logits[3], logits[2], logits[0]], 2))
  })

  it('that do not know a label of the student are refused', async () => {
    const path = await writeTeacher('few', [randomTeacher({ labels: ['0', '1'] })])
    const config = parseConfig({ labels: LABELS, teacher: [path] })
    await expect(checkTeachers(config)).rejects.toMatchObject({ code: 'TEACHER' })
    await expect(checkTeachers(config)).rejects.toThrow(/without 2/)
  })

  it('that are not there are refused', async () => {
    const config = parseConfig({ teacher: [join(root, 'nowhere')] })
    await expect(checkTeachers(config)).rejects.toMatchObject({ code: 'MODEL_FOLDER' })
  })
})
