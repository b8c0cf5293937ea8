import { createRequire } from 'node:module'

/** Row-major single-precision product of BLAS: C ← A · B, A or B transposed if asked. */
export interface BlasLibrary {
  /** Name of the library that was found, for people. */
  readonly name: string
  multiply(product: Product): void
}

/** C `[m, n]` ← op(A) `[m, k]` · op(B) `[k, n]`, all dense and row-major. */
export interface Product {
  readonly a: Float32Array
  readonly b: Float32Array
  readonly c: Float32Array
  readonly m: number
  readonly n: number
  readonly k: number
  readonly transposeA: boolean
  readonly transposeB: boolean
}

/** Where BLAS with its C interface is to be had, by platform. On macOS it is part of the system. */
const LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['libopenblas.so.0', 'libopenblas.so', 'libblis.so.4', 'libmkl_rt.so.2', 'libmkl_rt.so'],
  darwin: ['/System/Library/Frameworks/Accelerate.framework/Accelerate'],
  win32: ['libopenblas.dll', 'openblas.dll', 'mkl_rt.2.dll'],
}

/** Constants of cblas.h. */
const CBLAS = { rowMajor: 101, plain: 111, transposed: 112 } as const

const SGEMM =
  'void cblas_sgemm(int order, int transA, int transB, int m, int n, int k, float alpha, ' +
  'const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc)'

/** How libraries are told to compute in the thread that calls: this project's threads share a batch among themselves. */
const SINGLE_THREAD = [
  'OPENBLAS_NUM_THREADS',
  'BLIS_NUM_THREADS',
  'MKL_NUM_THREADS',
  'VECLIB_MAXIMUM_THREADS',
]

type Koffi = typeof import('koffi')

/**
 * Finds the machine's BLAS.
 *
 * @throws {Error} when there is none, or koffi, which calls it, is not installed; the causes of all tries are kept
 */
export function openBlas(platform: NodeJS.Platform = process.platform): BlasLibrary {
  const names = LIBRARIES[platform] ?? []
  for (const name of SINGLE_THREAD) process.env[name] ??= '1'
  const koffi = createRequire(import.meta.url)('koffi') as Koffi
  const failures: unknown[] = []
  for (const name of names) {
    try {
      return bind(koffi, name)
    } catch (cause) {
      failures.push(cause)
    }
  }
  throw new AggregateError(
    failures,
    `expected one of the BLAS libraries ${names.join(', ')}, found none; on Debian and Ubuntu: apt install libopenblas0`,
  )
}

/** Whether {@link openBlas} finds a library here. */
export function hasBlas(): boolean {
  try {
    openBlas()
    return true
  } catch {
    return false
  }
}

function bind(koffi: Koffi, name: string): BlasLibrary {
  const library = koffi.load(name)
  const sgemm = library.func(SGEMM)
  limitThreads(library)
  return {
    name,
    multiply({ a, b, c, m, n, k, transposeA, transposeB }) {
      sgemm(
        CBLAS.rowMajor,
        transposeA ? CBLAS.transposed : CBLAS.plain,
        transposeB ? CBLAS.transposed : CBLAS.plain,
        m,
        n,
        k,
        1,
        a,
        transposeA ? m : k,
        b,
        transposeB ? k : n,
        0,
        c,
        n,
      )
    },
  }
}

/** OpenBLAS reads its variable when it is loaded, which may have been by another thread: so it is told as well. */
function limitThreads(library: ReturnType<Koffi['load']>): void {
  try {
    library.func('void openblas_set_num_threads(int count)')(1)
  } catch {
    // Another library, which has the variable to go by.
  }
}
