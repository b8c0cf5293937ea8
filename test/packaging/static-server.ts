import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
}

export interface StaticServer {
  /** Address without a trailing slash. */
  readonly url: string
  close(): void
}

/**
 * Serves folders as any web server does. The policy is a part of the address, so that one server does for all:
 * `/?policy=default-src 'self'` is answered with it.
 *
 * @param folders by the beginning of the paths that they serve; the first that fits
 */
export async function serveFolders(
  folders: Readonly<Record<string, string>>,
): Promise<StaticServer> {
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    const prefix = Object.keys(folders).find((start) => pathname.startsWith(start))!
    const rest = pathname.slice(prefix.length)
    const path = join(
      folders[prefix],
      rest.endsWith('/') || rest === '' ? `${rest}index.html` : rest,
    )
    const body = await readFile(path).catch(() => undefined)
    const policy = searchParams.get('policy')
    // Browsers ask for one, and complain when there is none.
    const missing = pathname === '/favicon.ico' ? 204 : 404
    response.writeHead(body ? 200 : missing, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      ...(policy && { 'content-security-policy': policy }),
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
