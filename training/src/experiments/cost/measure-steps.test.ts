import { expect, it } from 'vitest'
import { parseConfig } from '../../config/parse.ts'
import { TOY_LABELS, toyDataset } from '../../testing/toy-dataset.ts'
import { measureSteps } from './measure-steps.ts'

const config = parseConfig({
  labels: TOY_LABELS,
  sources: { mnist: 1 },
  architecture: 'rnn',
  hidden: 4,
  batch: 32,
  epochs: 3,
  ema: 0,
  augment: false,
  threads: 1,
})
const dataset = toyDataset(96)

it('every step but the first is timed, over the end of an epoch', async () => {
  const { signal } = new AbortController()
  const times = await measureSteps(config, { dataset, seconds: 1000, signal })
  // 96 samples are three steps an epoch.
  expect(times).toHaveLength(3 * 3 - 1)
  for (const time of times) expect(time).toBeGreaterThan(0)
})

it('measuring ends with the time that it has, one step at least', async () => {
  const { signal } = new AbortController()
  expect(await measureSteps(config, { dataset, seconds: 1e-9, signal })).toHaveLength(1)
})

it('what is stopped has measured nothing', async () => {
  expect(await measureSteps(config, { dataset, seconds: 1, signal: AbortSignal.abort() })).toEqual(
    [],
  )
})
