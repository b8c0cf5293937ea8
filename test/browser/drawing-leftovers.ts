/** What the SDK left in a page, as the browser's own inspector counts it after collecting garbage. */
import type { CDPSession, Page } from 'playwright-core'

/** Constructors whose instances are counted; those that a page lacks count as none. */
const KINDS = [
  'ResizeObserver',
  'MediaQueryList',
  'HTMLCanvasElement',
  'AbortController',
  'Worker',
  'WebAssembly.Memory',
  'WebAssembly.Instance',
] as const

export type Leftovers = Record<(typeof KINDS)[number] | 'listeners' | 'workers', number>

/** Counts objects that are alive, listeners of the window and the document, and threads. */
export async function countLeftovers(page: Page): Promise<Leftovers> {
  const session = await page.context().newCDPSession(page)
  try {
    // Twice: what the first frees may hold the last reference to something of another heap.
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
    const counts: [string, number][] = []
    for (const kind of KINDS) counts.push([kind, await countInstances(session, kind)])
    const listeners = await Promise.all(
      ['window', 'document', 'document.body'].map((target) => countListeners(session, target)),
    )
    counts.push(['listeners', listeners.reduce((sum, count) => sum + count)])
    counts.push(['workers', page.workers().length])
    return Object.fromEntries(counts) as Leftovers
  } finally {
    await session.detach()
  }
}

async function countInstances(session: CDPSession, kind: string): Promise<number> {
  const prototype = await evaluate(session, `${kind}.prototype`)
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: prototype })
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  })
  await session.send('Runtime.releaseObject', { objectId: objects.objectId! })
  return result.value as number
}

async function countListeners(session: CDPSession, target: string): Promise<number> {
  const objectId = await evaluate(session, target)
  const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId })
  return listeners.length
}

async function evaluate(session: CDPSession, expression: string): Promise<string> {
  const { result } = await session.send('Runtime.evaluate', { expression })
  if (!result.objectId) throw new Error(`leftovers: ${expression} is no object`)
  return result.objectId
}
