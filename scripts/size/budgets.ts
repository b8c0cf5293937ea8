import { bundle, type Lazy, weight } from './bundle.ts'

/** The entries of the SDK as pages import them, and what each may weigh. */
export interface Budget {
  readonly name: string
  /** What the page imports. */
  readonly statements: string
  /** Only what this adds to the page of that name is weighed. */
  readonly beyond?: string
  /** Bytes after gzip, at most. A KB is a thousand. */
  readonly limit: number
  /** Where the budget is not met yet: what the entry weighs at most meanwhile, so that it only gets lighter. */
  readonly ceiling?: number
}

const LOCAL = `
  export { createInkCapture } from 'edgeink/capture'
  export { localRecognizer } from 'edgeink/local'`

export const BUDGETS: readonly Budget[] = [
  {
    name: 'capture + local recognizer + engine',
    statements: LOCAL,
    limit: 22_000,
    ceiling: 29_400,
  },
  {
    name: 'element',
    statements: `${LOCAL}\nexport { defineInkPad } from 'edgeink/element'`,
    beyond: LOCAL,
    limit: 8_000,
    ceiling: 9_470,
  },
  {
    name: 'polyfill',
    statements: `${LOCAL}\nexport * from 'edgeink/polyfill'`,
    beyond: LOCAL,
    limit: 4_000,
  },
  {
    name: 'remote only',
    statements: `export { remoteRecognizer } from 'edgeink/remote'`,
    limit: 9_000,
  },
]

export interface Weighed extends Budget {
  /** Bytes after gzip. */
  readonly gzip: number
  /** What else the page may load, which is not in it. */
  readonly lazy: readonly Lazy[]
}

export async function weigh(budget: Budget): Promise<Weighed> {
  const { statements, beyond } = budget
  const whole = await bundle(statements)
  const base = beyond ? await bundle(beyond) : { usual: [], lazy: [] }
  const known = base.lazy.map(({ what }) => what)
  return {
    ...budget,
    gzip: weight(whole.usual) - weight(base.usual),
    lazy: whole.lazy.filter(({ what }) => !known.includes(what)),
  }
}
