/**
 * What every recognizer promises, as a list of behaviours without a test runner: Node runs it, and so does a page,
 * against each implementation.
 */
import type { Ink } from '@edgeink/ink'
import type { Recognizer } from '../recognizer/recognizer.ts'

export interface Behaviour {
  /** A sentence. */
  readonly name: string
  run(): Promise<void>
}

export interface ContractSubject {
  readonly name: string
  readonly source: 'device' | 'edge'
  /** A recognizer of ten digits whose answers are real enough to sum to 1. */
  create(): Recognizer
}

type Check = (make: () => Recognizer, subject: ContractSubject) => Promise<void>

const INK: Ink = [
  {
    points: [
      { x: 10, y: 10, t: 0 },
      { x: 60, y: 12, t: 40 },
      { x: 30, y: 90, t: 90 },
    ],
  },
]

const DIGITS = [...'0123456789']

const CHECKS: Record<string, Check> = {
  async 'the answer names its model, its source and how long it took'(make, { source }) {
    const recognition = await make().recognize(INK)
    assertEqual(recognition.source, source)
    const { id, version } = recognition.model
    assertEqual([typeof id, typeof version], ['string', 'string'])
    assertEqual(typeof recognition.rejected, 'boolean')
    assert(recognition.duration >= 0, `a duration from 0, got ${recognition.duration}`)
  },

  async 'three candidates come by default, by falling probability'(make) {
    const { candidates } = await make().recognize(INK)
    const probabilities = candidates.map(({ probability }) => probability)
    assertEqual(probabilities.length, 3)
    assertEqual(
      probabilities,
      probabilities.toSorted((a, b) => b - a),
    )
  },

  async 'topK lists as many candidates, and all of them sum to 1'(make) {
    const { candidates } = await make().recognize(INK, { topK: 10 })
    assertEqual(labelsOf(candidates), DIGITS)
    const sum = candidates.reduce((total, { probability }) => total + probability, 0)
    // The edge rounds what it sends.
    assert(Math.abs(sum - 1) < 1e-4, `a sum of 1, got ${sum}`)
  },

  async 'only allowed labels are answered'(make) {
    const { candidates } = await make().recognize(INK, { topK: 10, allowed: ['1', '7'] })
    assertEqual(labelsOf(candidates), ['1', '7'])
  },

  async 'ink that is being drawn has less sure answers than the same ink once the pen is lifted'(
    make,
  ) {
    const recognizer = make()
    const before = await recognizer.recognize(INK)
    const drawn = await recognizer.recognize(INK, { isPartial: true })
    const lifted = await recognizer.recognize(INK, { isPartial: false })
    const [a, b] = [drawn, lifted].map(({ candidates }) => candidates[0])
    assertEqual(a.label, b.label)
    assert(a.probability < b.probability, `less than ${b.probability}, got ${a.probability}`)
    assertEqual(lifted.candidates, before.candidates)
    assertEqual(drawn.rejected, lifted.rejected)
  },

  async 'the same ink has the same answer'(make) {
    const recognizer = make()
    const first = await recognizer.recognize(INK)
    assertEqual((await recognizer.recognize(INK)).candidates, first.candidates)
  },

  async 'an empty ink is refused by name'(make) {
    const recognizer = make()
    await assertFails(recognizer.recognize([]), 'INK_EMPTY')
    await assertFails(recognizer.recognize([{ points: [] }]), 'INK_EMPTY')
  },

  async 'an ink with NaN is refused by name, and the next one is answered'(make) {
    const recognizer = make()
    const broken = [{ points: [{ x: Number.NaN, y: 0 }] }]
    await assertFails(recognizer.recognize(broken), 'INK_NOT_FINITE')
    await recognizer.recognize(INK)
  },

  async 'a dot is answered, and so is a stroke without points beside one'(make) {
    const recognizer = make()
    await recognizer.recognize([{ points: [{ x: 5, y: 5 }] }])
    await recognizer.recognize([{ points: [] }, { points: [{ x: 5, y: 5 }] }])
  },

  async 'an aborted signal rejects with its reason'(make) {
    const recognizer = make()
    const reason = Object.assign(new Error('enough'), { code: 'REASON' })
    await assertFails(recognizer.recognize(INK, { signal: AbortSignal.abort(reason) }), 'REASON')
    const controller = new AbortController()
    const pending = recognizer.recognize(INK, { signal: controller.signal })
    controller.abort(reason)
    await assertFails(pending, 'REASON')
  },

  async 'a disposed recognizer refuses, and may be disposed again'(make) {
    const recognizer = make()
    recognizer.dispose()
    recognizer.dispose()
    await assertFails(recognizer.recognize(INK), 'DISPOSED')
  },

  async 'disposing rejects what is under way'(make) {
    const recognizer = make()
    const pending = recognizer.recognize(INK)
    recognizer.dispose()
    await assertFails(pending, 'DISPOSED')
  },
}

export function recognizerContract(subject: ContractSubject): Behaviour[] {
  return Object.entries(CHECKS).map(([name, check]) => ({
    name,
    async run() {
      const made: Recognizer[] = []
      const make = () => {
        made.push(subject.create())
        return made.at(-1)!
      }
      try {
        await check(make, subject)
      } finally {
        for (const recognizer of made) recognizer.dispose()
      }
    },
  }))
}

function labelsOf(candidates: readonly { readonly label: string }[]): string[] {
  return candidates.map(({ label }) => label).toSorted()
}

function assert(sound: boolean, expected: string): asserts sound {
  if (!sound) throw new Error(`expected ${expected}`)
}

function assertEqual(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  assert(a === b, `${b}, got ${a}`)
}

async function assertFails(work: Promise<unknown>, code: string): Promise<void> {
  const outcome = await work.then(
    () => 'an answer',
    (error: unknown) => (error as { code?: unknown }).code ?? String(error),
  )
  assertEqual(outcome, code)
}
