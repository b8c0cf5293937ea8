import type { LoadModelOptions } from '@edgeink/engine'
import { ConfigError } from '../config/parse.ts'
import { parseFlags } from './parse-flags.ts'

/** What the command line asks for. */
export interface EvaluateArguments {
  /** undefined: every model that is shipped. */
  readonly folder: string | undefined
  readonly part: 'test' | 'validation'
  /** Evaluates the int8 file of a run's export in place of the float32 one. */
  readonly quantized: boolean
  readonly engine: LoadModelOptions
  /** Samples behind each point of a curve. */
  readonly curveSamples: number
  readonly data: string | undefined
  /** Where to write; undefined leaves it to `keep`. */
  readonly out: string | undefined
  /** Whether each model's `evaluation.json` is written: it says what the defaults give. */
  readonly keep: boolean
  /** Where to draw the errors. */
  readonly errors: string | undefined
  /** Where to list the samples whose labels the model contradicts. */
  readonly disagreements: string | undefined
}

export const EVALUATE_HELP = `npm run evaluate -- [FOLDER] [flags]

Evaluates a model (a folder with manifest.json; without one all of packages/models) on MNIST's test images and on the
held-out writers of UNIPEN and Pendigits, each view alone and all fused; on what is none of its characters; and on ink
changed as other hands and devices would. Writes the figures as JSON.

  --out FILE       where to write (FOLDER/evaluation.json for the test sets by the default engine; else nowhere)
  --data DIR       the data sets; else EDGEINK_DATA, else the cache, else a download
  --engine NAME    wasm, or ort for onnxruntime-web (wasm)
  --kernel NAME    wasm-relaxed, wasm-simd or js (the fastest that runs here)
  --part NAME      test, or validation for choices (test)
  --quantized      of a run's export, the int8 file in place of the float32 one
  --curve-samples N  samples behind each point of a curve (1000)
  --errors FILE    draw the misread samples of validation as a PNG; nothing else is evaluated
  --disagreements FILE  list the samples of training and validation whose labels the model contradicts with confidence
                   as JSON, and draw them beside it as a PNG; nothing else is evaluated
`

const KERNELS = ['wasm-relaxed', 'wasm-simd', 'js'] as const
const PARTS = ['test', 'validation'] as const
const ENGINES = ['wasm', 'ort'] as const

/**
 * Reads the command line; undefined when it asks for help.
 *
 * @throws {ConfigError} on a flag or a value that is unknown
 */
export function readEvaluateArguments(args: readonly string[]): EvaluateArguments | undefined {
  const { values, positionals } = readFlags(args)
  if (values.help) return undefined
  if (positionals.length > 1) {
    throw new ConfigError(`expected one folder of a model, got ${positionals.join(' ')}`)
  }
  const [folder] = positionals
  const { part, engine, kernel, quantized } = values
  const isDefault = [part, engine, kernel, quantized].every((value) => value === undefined)
  return {
    folder,
    part: choice('part', values.part, PARTS) ?? 'test',
    quantized: values.quantized ?? false,
    engine: engineOptions(values),
    curveSamples: curveSamples(values['curve-samples']),
    data: values.data,
    out: values.out,
    keep: isDefault && values.out === undefined,
    errors: values.errors,
    disagreements: values.disagreements,
  }
}

function engineOptions(values: { engine?: string; kernel?: string }): LoadModelOptions {
  const engine = choice('engine', values.engine, ENGINES) ?? 'wasm'
  const kernel = choice('kernel', values.kernel, KERNELS)
  if (engine === 'wasm') return { engine, kernel }
  if (kernel !== undefined) throw new ConfigError(`--kernel ${kernel} is of the engine wasm`)
  return { engine }
}

/** A thousand say enough of a curve, and the whole table stays within minutes. */
const CURVE_SAMPLES = 1_000

function curveSamples(value: string | undefined): number {
  const count = value === undefined ? CURVE_SAMPLES : Number(value)
  if (Number.isInteger(count) && count > 0) return count
  throw new ConfigError(`--curve-samples must be a whole number above 0, got ${value}`)
}

function choice<T extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly T[],
): T | undefined {
  const found = choices.find((candidate) => candidate === value)
  if (value === undefined || found !== undefined) return found
  throw new ConfigError(`--${flag} must be one of ${choices.join(', ')}, got ${value}`)
}

function readFlags(args: readonly string[]) {
  return parseFlags({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      out: { type: 'string' },
      data: { type: 'string' },
      engine: { type: 'string' },
      kernel: { type: 'string' },
      part: { type: 'string' },
      quantized: { type: 'boolean' },
      errors: { type: 'string' },
      disagreements: { type: 'string' },
      'curve-samples': { type: 'string' },
    },
  })
}
