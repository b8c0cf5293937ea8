import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { probeInProcess } from '../gpu/find-gpu.ts'
import { softwareAdapterEnvironment } from '../gpu/software-adapter.ts'
import { type BackendName, threadBackends } from './backend.ts'
import { hasPackage } from './peers.ts'
import { type FirstSteps, firstSteps, STEPS } from './testing/first-steps.ts'

/** Dispatches cost a software adapter dear, whatever their size: the time goes by the 28 steps of the rows. */
const NETWORK = { architecture: 'bilstm', hidden: 24, batch: 8 } as const

const once = (backend: BackendName) => firstSteps({ ...NETWORK, backend, threads: 1 })

/** Runs a script of the folder `testing`; answers what it prints. */
async function runScript(name: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const script = `${import.meta.dirname}/testing/${name}`
  const node = ['--conditions=@edgeink/source', script, ...args]
  return (await promisify(execFile)(process.execPath, node, { env })).stdout
}

/** Two runs with one seed, in a process of their own: for what brings native code along, and threads of its own. */
async function elsewhere(backend: BackendName, env = process.env): Promise<FirstSteps[]> {
  const options = JSON.stringify({ ...NETWORK, backend, threads: 2 })
  const stdout = await runScript('first-steps-main.ts', [options], env)
  return JSON.parse(stdout) as FirstSteps[]
}

let reference: FirstSteps
beforeAll(async () => {
  reference = await once('cpu')
}, 60_000)

function expectAgreement([first, second]: FirstSteps[], backend: BackendName): void {
  expect(first).toMatchObject({ backend, threads: 1 })
  expect(first.losses).toHaveLength(STEPS)
  first.losses.forEach((loss, step) => {
    expect(Math.abs(loss - reference.losses[step])).toBeLessThan(1e-4)
  })
  expect(second).toEqual(first)
}

describe('the first three steps of a BiLSTM on rasters, twice with one seed', () => {
  it('move the weights: each step has another loss', () => {
    expect(new Set(reference.losses).size).toBe(STEPS)
    expect(reference.losses.every((loss) => loss > 0.1 && loss < 3)).toBe(true)
  })

  it.each(threadBackends())(
    'are alike on %s: losses within 1e-4, weights to the last bit',
    async (backend) => {
      const first = backend === 'cpu' ? reference : await once(backend)
      expectAgreement([first, await once(backend)], backend)
    },
  )

  for (const [backend, name] of [
    ['native', '@tensorflow/tfjs-node'],
    ['cuda', '@tensorflow/tfjs-node-gpu'],
  ] as const) {
    it.runIf(hasPackage(backend, name))(
      `are alike on ${backend}, where ${name} is installed`,
      async () => {
        expectAgreement(await elsewhere(backend), backend)
      },
    )
  }
})

const env = softwareAdapterEnvironment()
const adapter = await probeInProcess('webgpu', env)
const missing = 'reason' in adapter ? adapter.reason : undefined

// In CI it must not be missing: npm test installs Dawn, and a browser with a software adapter.
it.skipIf(missing !== undefined && !process.env.CI)(
  `webgpu trains as cpu does (${missing === undefined ? 'on an adapter found here' : `skipped without one: ${missing}`})`,
  async () => {
    expect(missing).toBeUndefined()
    expectAgreement(await elsewhere('webgpu', env), 'webgpu')
  },
  400_000,
)

it.skipIf(missing !== undefined && !process.env.CI)(
  'an error of the GPU ends training: TensorFlow.js ignores it and computes garbage',
  async () => {
    const said = await runScript('gpu-fault-main.ts', [], env)
    // Dawn says on its own what it refused.
    expect(said).toMatch(
      /the GPU reported an error, .*cannot be trusted: .*go on from the last checkpoint/,
    )
  },
)
