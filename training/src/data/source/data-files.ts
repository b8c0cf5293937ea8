import { UnipenArchive } from '../unipen/archive.ts'
import { assertChecksum, sha256 } from './checksum.ts'
import { decompress } from './decompress.ts'

/** A file of a data set: where it lies, where it is published, and how it is opened. */
export interface DataFile<T> {
  /** Path inside a data folder and inside the cache. */
  readonly path: string
  /** Public sources, tried in this order. */
  readonly urls: readonly string[]
  /**
   * Checks the bytes and answers the contents. `name` is what to call the file in an error.
   *
   * @throws {DataError} `DATA_CHECKSUM` or `DATA_FORMAT`
   */
  open(bytes: Uint8Array, name: string): T
}

/** SHA-256 of the *uncompressed* files: mirrors compress them differently. */
const MNIST_SHA256 = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
} as const

/** The names of MNIST's four files, uncompressed. */
export type MnistFileName = keyof typeof MNIST_SHA256

const MNIST_MIRRORS = [
  'https://ossci-datasets.s3.amazonaws.com/mnist',
  'https://storage.googleapis.com/cvdf-datasets/mnist',
]

/** One of the four files of MNIST (Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0). */
export function mnistFile(name: MnistFileName): DataFile<Uint8Array> {
  return {
    path: `mnist/${name}.gz`,
    urls: MNIST_MIRRORS.map((mirror) => `${mirror}/${name}.gz`),
    open: (bytes, at) => openChecked(bytes, at, MNIST_SHA256[name]),
  }
}

/** Pendigits' pen trajectories of 30 writers (E. Alpaydin, F. Alimoglu; CC BY 4.0). */
export const PENDIGITS_FILE: DataFile<string> = {
  path: 'pendigits/pendigits-orig.tra.gz',
  // Published as .Z; `decompress` tells the two apart whatever the name says.
  urls: [
    'https://archive.ics.uci.edu/ml/machine-learning-databases/pendigits/pendigits-orig.tra.Z',
  ],
  open: (bytes, at) =>
    new TextDecoder('latin1').decode(
      openChecked(bytes, at, 'a66225d68d7d68591e62944df1ad33b3f5aa608e2df2505844b41f5568a80da4'),
    ),
}

/** Of the files that the tasks read; see {@link UnipenArchive.digest}. */
const UNIPEN_SHA256 = 'aac189eadfce06b25b682f0406441dba66b06097d2ee0564ac27e2d2b9b39eb8'

/** The first public release of UNIPEN (International Unipen Foundation; CC BY 4.0). */
export const UNIPEN_FILE: DataFile<UnipenArchive> = {
  path: 'unipen/train_r01_v07.tgz',
  urls: ['https://zenodo.org/records/1195803/files/train_r01_v07.tgz?download=1'],
  open: (bytes, at) => {
    const archive = new UnipenArchive(bytes, at)
    // Archives can be packed differently or hold more, so only what we read is digested.
    assertChecksum(at, UNIPEN_SHA256, archive.digest(), 'the files that tasks 1a, 1b and 1c read,')
    return archive
  },
}

/** Every file of the public data sets. */
export const DATA_FILES: readonly DataFile<unknown>[] = [
  ...(Object.keys(MNIST_SHA256) as MnistFileName[]).map(mnistFile),
  PENDIGITS_FILE,
  UNIPEN_FILE,
]

function openChecked(bytes: Uint8Array, name: string, expected: string): Uint8Array {
  const contents = decompress(bytes, name)
  assertChecksum(name, expected, sha256(contents))
  return contents
}
