import { describe, expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { DemoPage, type Strokes } from '../support/demo-page.ts'
import { useRunningDemo } from '../support/running-demo.ts'

const running = useRunningDemo()

const BAR: Strokes = [
  [
    [50, 0],
    [48, 70],
    [46, 140],
  ],
]

declare global {
  interface Window {
    violations: string[]
    injected?: boolean
  }
}

/** Opens the demo, and remembers from its first line on what its policy forbids it. */
async function openWatched() {
  const opened = await openPage(running.browser, 'about:blank')
  await opened.page.addInitScript(() => {
    window.violations = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      window.violations.push(`${violatedDirective} ${blockedURI}`)
    })
  })
  await opened.page.goto(running.server.url)
  const violations = () => opened.page.evaluate(() => window.violations)
  return { ...opened, violations, [Symbol.asyncDispose]: opened[Symbol.asyncDispose] }
}

describe('the demo under its content security policy', () => {
  test('recognises on the device and at the edge, and works offline, with no violation', async () => {
    await using opened = await openWatched()
    const { page, complaints, violations } = opened
    const demo = new DemoPage(page)
    await demo.ready()
    await demo.draw(BAR)
    expect((await demo.answer(1)).label).toMatch(/^\d$/)
    await demo.useSource('edge')
    expect((await demo.answer(1, 'edge')).label).toMatch(/^\d$/)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    const origins = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
    )
    expect(new Set(origins)).toEqual(new Set([running.server.url]))
    expect(await violations()).toEqual([])
    await page.context().setOffline(true)
    await page.reload()
    await demo.ready()
    expect(await violations()).toEqual([])
    expect(complaints).toEqual([])
  })

  test('runs nothing that is injected, and sends nothing elsewhere', async () => {
    await using opened = await openWatched()
    const { page, violations } = opened
    await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.body.append(script)
      const image = document.createElement('img')
      image.setAttribute('onerror', 'window.injected = true')
      image.src = '/no-such-image'
      document.body.append(image)
      await fetch('https://elsewhere.example/').catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 0))
    })
    expect(await page.evaluate(() => window.injected)).toBeUndefined()
    const found = (await violations()).join('\n')
    expect(found).toContain('script-src-elem inline')
    expect(found).toContain('connect-src https://elsewhere.example/')
  })

  test('is strict: nothing inline, no eval, no frame around it', async () => {
    const response = await fetch(running.server.url)
    const policy = response.headers.get('content-security-policy') ?? ''
    const directives = new Map(
      policy.split(';').map((directive) => {
        const [name, ...sources] = directive.trim().split(/\s+/)
        return [name, sources.join(' ')] as const
      }),
    )
    expect(directives.get('default-src')).toBe("'none'")
    expect(directives.get('script-src')).toBe("'self' 'wasm-unsafe-eval'")
    expect(directives.get('style-src')).toBe("'self'")
    expect(directives.get('connect-src')).toBe("'self'")
    expect(directives.get('frame-ancestors')).toBe("'none'")
    expect(directives.get('base-uri')).toBe("'none'")
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|data:|https?:|\*/)
    for (const [name, value] of [
      ['x-content-type-options', 'nosniff'],
      ['referrer-policy', 'no-referrer'],
      ['cross-origin-opener-policy', 'same-origin'],
      ['strict-transport-security', 'max-age=31536000'],
    ]) {
      expect(response.headers.get(name)).toBe(value)
    }
  })
})
