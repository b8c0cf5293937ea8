import { EnvironmentError } from '../environment-error.ts'
import type { Log } from '../http/answers.ts'
import {
  createModelStore,
  type LoadModel,
  type ModelPackage,
  type ModelStore,
  unknownModel,
} from '../model-store.ts'
import type { VersionRoute, VersionRoutes } from './routes.ts'
import { shareOf } from './share.ts'

export interface VersionedStoreOptions {
  /** Every version of every model. Of a model without a route, the first answers. */
  readonly packages: readonly ModelPackage[]
  readonly load: LoadModel
  readonly routes: VersionRoutes
  readonly log: Log
}

/**
 * Models of which several versions live side by side. `digits` is answered by the stable version, or by the canary
 * for its share of callers; `digits@1.1.0` by that version alone, whoever asks. A canary that does not load is logged,
 * and the stable version answers in its place: an experiment must not cost anyone an answer.
 *
 * @throws {EnvironmentError} when a route leads to a model or a version that is not there
 */
export function createVersionedStore(options: VersionedStoreOptions): ModelStore {
  const { packages, load, log } = options
  const byVersion = Object.fromEntries(packages.map((source) => [nameOf(source), source]))
  const routes = completeRoutes(options, Object.keys(byVersion))
  const versions = createModelStore(byVersion, load)
  const stableOf = (id: string) => (Object.hasOwn(routes, id) ? `${id}@${routes[id].stable}` : id)
  // Lists have the models; versions are asked for by those who know of them.
  const ids = Object.keys(routes)
  const nameFor = (id: string) => {
    const name = stableOf(id)
    if (Object.hasOwn(byVersion, name)) return name
    throw unknownModel(ids)
  }
  return {
    ids,
    files: (id) => versions.files(nameFor(id)),
    async get(id, caller) {
      const stable = nameFor(id)
      const canary = canaryOf(id, routes[id], caller)
      if (canary) {
        try {
          return await versions.get(canary)
        } catch (error) {
          log(`the canary ${canary} does not load; ${stable} answers for it`, error)
        }
      }
      return versions.get(stable)
    },
  }
}

function canaryOf(
  id: string,
  route: VersionRoute | undefined,
  caller: string | undefined,
): string | undefined {
  if (!route?.canary || caller === undefined) return undefined
  const { version, percent } = route.canary
  return shareOf(id, caller) < percent ? `${id}@${version}` : undefined
}

/** The routes, with one for each model that has none. */
function completeRoutes(
  { packages, routes }: VersionedStoreOptions,
  names: readonly string[],
): VersionRoutes {
  for (const [id, { stable, canary }] of Object.entries(routes)) {
    for (const version of [stable, ...(canary ? [canary.version] : [])]) {
      if (names.includes(`${id}@${version}`)) continue
      throw new EnvironmentError(
        `MODEL_VERSIONS, ${id}: expected one of the versions ${names.join(', ')}, got ${id}@${version}`,
      )
    }
  }
  const all: Record<string, VersionRoute> = {}
  for (const source of packages) {
    const { id, version } = identityOf(source)
    all[id] ??= routes[id] ?? { stable: version }
  }
  return all
}

function nameOf(source: ModelPackage): string {
  const { id, version } = identityOf(source)
  return `${id}@${version}`
}

function identityOf({ manifest }: ModelPackage): { readonly id: string; readonly version: string } {
  const { id, version } = manifest as { readonly id?: unknown; readonly version?: unknown }
  return { id: String(id), version: String(version) }
}
