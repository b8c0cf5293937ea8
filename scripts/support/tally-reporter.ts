import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with one plain line that any CI can read: `tests: 120 passed, 0 failed, 0 skipped`. Before it stands each
 * test that failed and then passed when it was repeated: it has a race, and wants to be mended.
 */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    const unsteady: string[] = []
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) count.failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state !== 'pending') count[state]++
        if (test.diagnostic()?.flaky) unsteady.push(`${module.relativeModuleId} > ${test.fullName}`)
      }
    }
    for (const name of unsteady) process.stdout.write(`\npassed when repeated: ${name}`)
    process.stdout.write(
      `\ntests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`,
    )
  }
}
