import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { isPortFree, parsePort } from './port.ts'

test('an unset PORT means the default', () => {
  expect(parsePort(undefined, 8787)).toBe(8787)
  expect(parsePort('', 8787)).toBe(8787)
})

test('a PORT that is no port is refused with what was expected and got', () => {
  for (const text of ['0', '65536', '1.5', 'http', '-1']) {
    expect(() => parsePort(text, 8787)).toThrow(
      `expected the port to be a whole number from 1 to 65535, got '${text}'`,
    )
  }
})

test('a port with a listener is not free, and is free again when it has gone', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  expect(await isPortFree(port, '127.0.0.1')).toBe(false)
  await new Promise((resolve) => server.close(resolve))
  expect(await isPortFree(port, '127.0.0.1')).toBe(true)
})
