/** Whether memory stays flat while digits are drawn and cleared. */
import type { CDPSession, Page } from 'playwright-core'
import { heldOutDigits } from '../../../test/support/held-out-digits.ts'
import type {} from './page.ts'

/** Memory after so many digits, garbage collected. */
export interface MemorySample {
  readonly digits: number
  /** Bytes of the JavaScript heap that are in use. */
  readonly heap: number
  /** Bytes of all WebAssembly memories. */
  readonly wasm: number
  readonly listeners: number
  readonly nodes: number
}

/** Longer side of a digit in CSS pixels. */
const LENGTH = 300

/** Draws `digits` digits and clears the pad after each; a sample ten times on the way, the first after a tenth. */
export async function measureMemory(page: Page, digits: number): Promise<MemorySample[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const fixture = heldOutDigits().map(({ strokes }) =>
    strokes.map((stroke) =>
      stroke.map(([x, y]) => [(x * LENGTH) / 1000, (y * LENGTH) / 1000] as const),
    ),
  )
  const samples: MemorySample[] = []
  for (let i = 1; i <= 10; i++) {
    const count = digits / 10
    const inks = Array.from({ length: count }, (_, j) => fixture[(i * count + j) % fixture.length])
    await page.evaluate((some) => sdkLab!.drawAndClear(some), inks)
    samples.push(await sample(session, i * count))
  }
  await session.detach()
  return samples
}

async function sample(session: CDPSession, digits: number): Promise<MemorySample> {
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return {
    digits,
    heap: usedSize,
    wasm: await wasmBytes(session),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
  }
}

async function wasmBytes(session: CDPSession): Promise<number> {
  const { result: prototype } = await session.send('Runtime.evaluate', {
    expression: 'WebAssembly.Memory.prototype',
  })
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.objectId!,
    objectGroup: 'memory',
  })
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration:
      'function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) }',
    returnByValue: true,
  })
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'memory' })
  return result.value as number
}
