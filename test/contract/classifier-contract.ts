import type { AsyncClassifier, Classifier, KernelName } from '@edgeink/engine'
import { encodeRecurrentClassifier } from '@edgeink/engine/onnx'
import {
  type RandomNetworkOptions,
  randomInputs,
  randomNetwork,
  referenceLogits,
} from '@edgeink/engine/reference'
import { assert, assertEqual, assertFails, assertNear } from './assert.ts'

/**
 * What every classifier promises, whichever engine and kernel is behind it. The behaviours need no test runner and nothing
 * of a platform: Node, workerd and a page run the same list.
 */
export interface Behaviour {
  /** A sentence. */
  readonly name: string
  run(): Promise<void>
}

/** An engine and kernel under test. */
export interface Subject {
  readonly kernel: KernelName
  /** Largest error of a logit against the float64 reference, as a part of the range of the logits. */
  readonly tolerance: number
  readonly shapes: Readonly<Record<string, RandomNetworkOptions>>
  load(bytes: Uint8Array): Promise<Classifier | AsyncClassifier>
}

const network = randomNetwork({ hidden: [32], labels: 5, mean: 0.2, std: 0.4 })
const bytes = encodeRecurrentClassifier(network)
const length = network.input.steps * network.input.features
const labels = network.labels.length

export function classifierContract(subject: Subject): Behaviour[] {
  return [
    ...agreement(subject),
    ...answers(subject),
    ...refusals(subject),
    ...life(subject),
    ...loading(subject),
  ]
}

function agreement({ load, shapes, tolerance }: Subject): Behaviour[] {
  return Object.entries(shapes).map(([name, shape], seed) => ({
    name: `agrees with the float64 reference on ${name}`,
    async run() {
      const random = randomNetwork({ ...shape, seed: seed + 1 })
      const inputs = randomInputs(random, 3, seed)
      const classifier = await load(encodeRecurrentClassifier(random))
      const expected = referenceLogits(random, inputs, 3)
      const range = Math.max(...expected) - Math.min(...expected)
      assertNear(await classifier.logits(inputs, 3), expected, tolerance * range, 'logits')
      classifier.dispose()
    },
  }))
}

function answers({ kernel, load }: Subject): Behaviour[] {
  const inputs = randomInputs(network, 5)
  return [
    {
      name: 'tells its labels, kernel and the shape of its input',
      async run() {
        const c = await load(bytes)
        assertEqual(
          [c.kernel, c.labels, c.steps, c.features],
          [kernel, network.labels, 28, 28],
          'info',
        )
      },
    },
    {
      name: 'answers probabilities that are the softmax of the logits',
      async run() {
        const c = await load(bytes)
        const probabilities = await c.classify(inputs, 5)
        const logits = await c.logits(inputs, 5)
        for (let i = 0; i < 5; i++) {
          const row = probabilities.subarray(i * labels, (i + 1) * labels)
          const exps = logits.subarray(i * labels, (i + 1) * labels).map(Math.exp)
          const sum = exps.reduce((total, e) => total + e, 0)
          assertNear(
            row,
            exps.map((e) => e / sum),
            1e-5,
            'probabilities',
          )
        }
      },
    },
    {
      name: 'answers a batch as it answers each input alone',
      async run() {
        const c = await load(bytes)
        const together = await c.logits(inputs, 5)
        for (let i = 0; i < 5; i++) {
          const alone = await c.logits(inputs.slice(i * length, (i + 1) * length))
          assertNear(together.subarray(i * labels, (i + 1) * labels), alone, 1e-5, `input ${i}`)
        }
      },
    },
    {
      name: 'answers the same when asked again',
      async run() {
        const c = await load(bytes)
        const first = await c.logits(inputs, 5)
        await c.logits(randomInputs(network, 2, 99), 2)
        assertNear(await c.logits(inputs, 5), first, 0, 'second answer')
      },
    },
    {
      name: "writes into the caller's buffer and answers that",
      async run() {
        const c = await load(bytes)
        const all = new Float32Array(4 * labels).fill(-1)
        const out = all.subarray(labels, 3 * labels)
        const answer = await c.classify(inputs.subarray(0, 2 * length), 2, out)
        assert(answer === out, 'the answer is another array')
        assertNear(out, await c.classify(inputs.slice(0, 2 * length), 2), 0, 'out')
        assert(all.filter((x) => x === -1).length === 2 * labels, 'wrote beyond the buffer')
      },
    },
    {
      name: 'leaves the inputs and earlier answers alone',
      async run() {
        const c = await load(bytes)
        const before = inputs.slice()
        const first = await c.classify(inputs, 5)
        const kept = first.slice()
        await c.classify(randomInputs(network, 5, 3), 5)
        assertNear(inputs, before, 0, 'inputs')
        assertNear(first, kept, 0, 'first answer')
      },
    },
    {
      name: 'answers finite probabilities for the largest inputs it takes',
      async run() {
        const c = await load(bytes)
        for (const value of [1e6, -1e6, 1e-40, 0]) {
          const answer = await c.classify(new Float32Array(length).fill(value))
          const sum = answer.reduce((total, p) => total + p, 0)
          assertNear([sum], [1], 1e-5, `sum of the probabilities for inputs of ${value}`)
        }
      },
    },
  ]
}

function refusals({ load }: Subject): Behaviour[] {
  const good = randomInputs(network, 2)
  const bad: readonly [string, (c: Classifier | AsyncClassifier) => unknown][] = [
    ['too few numbers', (c) => c.classify(new Float32Array(length - 1))],
    ['too many numbers', (c) => c.classify(new Float32Array(length + 1))],
    ['no numbers', (c) => c.logits(new Float32Array(0), 0)],
    ['half an input', (c) => c.classify(new Float32Array(length / 2), 0.5)],
    ['a negative count', (c) => c.classify(new Float32Array(length), -1)],
    ['an absurd count', (c) => c.classify(new Float32Array(length), 2 ** 40)],
    [
      'NaN',
      (c) =>
        c.classify(
          good.map((x, i) => (i === 2 * length - 1 ? Number.NaN : x)),
          2,
        ),
    ],
    ['Infinity', (c) => c.logits(new Float32Array(length).fill(Infinity))],
    ['an infinity below', (c) => c.logits(new Float32Array(length).fill(-Infinity))],
    ['an array of numbers', (c) => c.classify(Array(length).fill(0) as unknown as Float32Array)],
    ['a buffer too small', (c) => c.classify(good, 2, new Float32Array(2 * labels - 1))],
    ['a buffer too large', (c) => c.classify(good, 2, new Float32Array(2 * labels + 1))],
  ]
  return bad.map(([name, call]) => ({
    name: `refuses ${name}, and answers the next input as before`,
    async run() {
      const c = await load(bytes)
      const before = await c.logits(good, 2)
      await assertFails(() => call(c), 'INPUT', name)
      assertNear(await c.logits(good, 2), before, 0, 'the next answer')
    },
  }))
}

function life({ load }: Subject): Behaviour[] {
  return [
    {
      name: 'refuses to answer once disposed, which may be asked twice',
      async run() {
        const c = await load(bytes)
        c.dispose()
        c.dispose()
        await assertFails(() => c.classify(new Float32Array(length)), 'DISPOSED', 'classify')
        await assertFails(() => c.logits(new Float32Array(length)), 'DISPOSED', 'logits')
      },
    },
    {
      name: 'is not disturbed by other classifiers, loaded, used or disposed',
      async run() {
        const other = randomNetwork({ hidden: [16], labels: 3, seed: 5 })
        const [a, b] = [await load(bytes), await load(encodeRecurrentClassifier(other))]
        const inputs = randomInputs(network, 1)
        const before = await a.logits(inputs)
        await b.logits(randomInputs(other, 1))
        assertNear(await a.logits(inputs), before, 0, 'after the other answered')
        b.dispose()
        assertNear(await a.logits(inputs), before, 0, 'after the other was disposed')
      },
    },
    {
      name: 'does not need the bytes of the file any more',
      async run() {
        const copy = bytes.slice()
        const c = await load(copy)
        const inputs = randomInputs(network, 1)
        const before = await c.logits(inputs)
        copy.fill(0)
        assertNear(await c.logits(inputs), before, 0, 'after the bytes were overwritten')
      },
    },
  ]
}

function loading({ load }: Subject): Behaviour[] {
  const damaged: readonly [string, Uint8Array][] = [
    ['no bytes', new Uint8Array(0)],
    ['half a file', bytes.slice(0, bytes.length / 2)],
    ['a web page', new TextEncoder().encode('<!doctype html><title>Not found</title>')],
    ['zeros', new Uint8Array(1000)],
  ]
  return damaged.map(([name, file]) => ({
    name: `names the damage when it is given ${name}`,
    run: () => assertFails(() => load(file), 'MODEL_FORMAT', name),
  }))
}
