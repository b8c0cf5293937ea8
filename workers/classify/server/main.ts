// The container's entry, and what `npm run serve` runs: docs/operations.md has the variables.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readServerSettings } from './settings.ts'
import { startServer } from './start-server.ts'

/** Beside the bundle in a container, in the repository otherwise. */
function folderOf(beside: string, inRepository: string): string {
  const bundled = fileURLToPath(new URL(beside, import.meta.url))
  return existsSync(bundled) ? bundled : fileURLToPath(new URL(inRepository, import.meta.url))
}

async function main(): Promise<void> {
  const assets = folderOf('./assets', '../dist/assets')
  const settings = readServerSettings(process.env, {
    modelsFolder: folderOf('./models', '../../../packages/models'),
    migrationsFolder: folderOf('./migrations', '../migrations'),
    assetsFolder: existsSync(assets) ? assets : undefined,
  })
  const server = await startServer(process.env, settings)
  const { logger } = server.deployment
  logger.log('warn', `edgeink listens at ${server.url}`, { engine: settings.engine })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      logger.log('warn', `${signal}: letting requests end`, {})
      await server.stop()
      process.exit(0)
    })
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
