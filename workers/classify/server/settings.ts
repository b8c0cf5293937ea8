// What the server reads of the environment beside what every deployment reads (src/environment.ts).
import { EnvironmentError, readNumber } from '../src/environment.ts'

export const ENGINES = ['wasm', 'ort'] as const

export interface ServerSettings {
  readonly port: number
  readonly host: string
  readonly engine: (typeof ENGINES)[number]
  /** Folder with a folder for each version of each model. */
  readonly modelsFolder: string
  /** An ONNX file without a manifest, to be served alone. */
  readonly onnxFile: string | undefined
  /** The demo page. Undefined: none. */
  readonly assetsFolder: string | undefined
  /** Proxies in front of the server, each of which adds to X-Forwarded-For. */
  readonly proxies: number
  /** Requests a minute of a key or an address; 0 counts none. */
  readonly rateLimit: number
  /** The SQLite file of corrections. Undefined: no feedback. */
  readonly feedbackFile: string | undefined
  readonly migrationsFolder: string
  /** Seconds that requests have to end when the server stops. */
  readonly stopSeconds: number
  /** Seconds between two looks of the monitor. */
  readonly monitorSeconds: number
}

type Env = Readonly<Record<string, string | undefined>>

/** @throws {EnvironmentError} that names the variable, what was expected and what was found */
export function readServerSettings(
  env: Env,
  folders: Pick<ServerSettings, 'modelsFolder' | 'migrationsFolder' | 'assetsFolder'>,
): ServerSettings {
  const onnxFile = env.ONNX_FILE || undefined
  const engine = readEngine(env.ENGINE || (onnxFile ? 'ort' : 'wasm'))
  if (onnxFile && engine !== 'ort') {
    throw new EnvironmentError('ONNX_FILE: expected ENGINE=ort beside it, got ENGINE=wasm')
  }
  return {
    port: readNumber(env, 'PORT', 8788, [0, 65_535]),
    host: env.HOST || '0.0.0.0',
    engine,
    modelsFolder: env.MODELS_DIR || folders.modelsFolder,
    onnxFile,
    assetsFolder: env.ASSETS_DIR || folders.assetsFolder,
    proxies: readNumber(env, 'PROXIES', 0, [0, 10]),
    rateLimit: readNumber(env, 'RATE_LIMIT', 0, [0, 1e6]),
    feedbackFile: env.FEEDBACK_FILE || undefined,
    migrationsFolder: env.MIGRATIONS_DIR || folders.migrationsFolder,
    stopSeconds: readNumber(env, 'STOP_SECONDS', 10, [0, 300]),
    monitorSeconds: readNumber(env, 'MONITOR_SECONDS', 300, [1, 3600]),
  }
}

function readEngine(engine: string): ServerSettings['engine'] {
  const known = ENGINES.find((name) => name === engine)
  if (known) return known
  throw new EnvironmentError(`ENGINE: expected one of ${ENGINES.join(', ')}, got ${engine}`)
}
