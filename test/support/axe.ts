import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds, each with the elements concerned. Run through the debugger: the page's policy forbids its script. */
export async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe.source })
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'axe.run().then((found) => JSON.stringify(found.violations))',
    awaitPromise: true,
  })
  const found = JSON.parse(String(result.value)) as { id: string; nodes: { html: string }[] }[]
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
