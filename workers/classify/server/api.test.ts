// The API's suite on the container's server, in Node.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { createClient, overSocket } from '../test/suite/client.ts'
import { apiSuite } from '../test/suite/index.ts'
import { readPackages } from './read-packages.ts'
import { readServerSettings } from './settings.ts'
import { type RunningServer, startServer } from './start-server.ts'

let server: RunningServer

beforeAll(async () => {
  const env = { LOG_LEVEL: 'silent', PORT: '0', HOST: '127.0.0.1' }
  const folders = {
    modelsFolder: fileURLToPath(new URL('../../../packages/models', import.meta.url)),
    migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)),
    assetsFolder: undefined,
  }
  // The model that the worker carries: the suite names it.
  const packages = await readPackages(folders.modelsFolder)
  const digits = packages.filter(({ manifest }) => (manifest as { id: string }).id === 'digits')
  server = await startServer(env, readServerSettings(env, folders), digits)
})
afterAll(() => server?.stop())

/** Node wants it said that a body may be a stream. */
const STREAMED = { duplex: 'half' }

const client = createClient(
  (path, init) => fetch(server.url + path, { redirect: 'manual', ...STREAMED, ...init }),
  async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/stream`)
    const stream = overSocket(socket)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', reject)
    })
    return stream
  },
)

apiSuite(client)
