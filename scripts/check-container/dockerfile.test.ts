import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ROOT } from '../support/run.ts'
import { readDockerfile } from './dockerfile.ts'

const TEXT = readFileSync(`${ROOT}workers/classify/Dockerfile`, 'utf8')

test('the Dockerfile installs what is locked, builds the server, and runs it as process 1', () => {
  const { build, output, run, health } = readDockerfile(TEXT)
  expect(build[0]).toMatch(/^npm ci /)
  expect(build.at(-1)).toContain('scripts/build.ts kernels demo server')
  expect(output).toBe('workers/classify/dist/server')
  expect(run).toEqual(['node', '--enable-source-maps', 'main.js'])
  expect(health.join(' ')).toContain('/healthz')
})

test('the image that runs has another user than root, and nothing of the build but its result', () => {
  const last = TEXT.slice(TEXT.lastIndexOf('\nFROM '))
  expect(last).toMatch(/^USER node$/m)
  expect(last.match(/^COPY .*$/gm)).toHaveLength(1)
})

test('a Dockerfile that lacks an instruction is refused', () => {
  expect(() => readDockerfile(TEXT.replace(/^HEALTHCHECK/m, '# HEALTHCHECK'))).toThrow(
    /HEALTHCHECK/,
  )
})
