import { beforeAll, describe, expect, it } from 'vitest'
import { SCHEMAS, type SchemaName } from '../../src/openapi/schemas.ts'
import type { Content, OpenApiDocument, Operation } from '../../src/openapi/types.ts'
import type { ApiClient } from './client.ts'

const JSON_TYPE = 'application/json'

/** `/openapi.json` against the running API: what it says is what happens. */
export function openApiSuite({ fetch }: ApiClient): void {
  let document: OpenApiDocument

  beforeAll(async () => {
    document = (await (await fetch('/openapi.json')).json()) as OpenApiDocument
  })

  const operations = (): [string, string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, string, Operation] => [
        path,
        method,
        operation,
      ]),
    )

  const check = (content: Content | undefined, body: unknown) => {
    const name = content?.[JSON_TYPE]?.schema.$ref?.split('/').at(-1) as SchemaName
    return SCHEMAS[name].parse(body)
  }

  describe('the OpenAPI document', () => {
    it('lists the addresses that there are', () => {
      for (const path of ['/classify', '/text', '/stream', '/models', '/models/{id}/{file}']) {
        expect(Object.keys(document.paths)).toContain(path)
      }
    })

    it('has an id of its own for every operation, and no reference to nowhere', () => {
      const ids = operations().map(([, , { operationId }]) => operationId)
      expect(new Set(ids).size).toBe(ids.length)
      const refs = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)
      for (const [, name] of refs) expect(Object.keys(document.components.schemas)).toContain(name)
    })

    it('gives examples that the API answers as the document says', async () => {
      let tried = 0
      for (const [path, method, { requestBody, responses }] of operations()) {
        if (path.startsWith('/feedback')) continue
        for (const { value } of Object.values(requestBody?.content[JSON_TYPE]?.examples ?? {})) {
          check(requestBody?.content, value)
          const response = await fetch(path, {
            method: method.toUpperCase(),
            headers: { 'content-type': JSON_TYPE },
            body: JSON.stringify(value),
          })
          expect(response.status).toBe(200)
          check(responses['200'].content, await response.json())
          tried++
        }
      }
      expect(tried).toBeGreaterThanOrEqual(5)
    })

    it('says of every GET what it answers', async () => {
      for (const [path, method, { parameters = [], responses }] of operations()) {
        if (method !== 'get' || path === '/stream') continue
        const address = path.replace(/\{(\w+)\}/g, (_, name) =>
          String(parameters.find((parameter) => parameter.name === name)?.example),
        )
        const response = await fetch(address, { redirect: 'manual' })
        const said = responses[`${response.status}`]
        expect(said, `${address} ${response.status}`).toBeDefined()
        if (response.status === 200) check(said.content, await response.json())
      }
    })

    it('gives examples of problems that are problems', () => {
      for (const [, , { responses }] of operations()) {
        for (const [status, { content }] of Object.entries(responses)) {
          const examples = Object.values(content?.['application/problem+json']?.examples ?? {})
          for (const { value } of examples) {
            expect(SCHEMAS.Problem.parse(value).status).toBe(Number(status))
          }
        }
      }
    })
  })

  describe('the page of the API', () => {
    it('shows every operation, and needs nothing but itself', async () => {
      const response = await fetch('/docs')
      expect(response.headers.get('content-type')).toContain('text/html')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      const page = await response.text()
      for (const [, , { operationId }] of operations()) {
        expect(page).toContain(`id="${operationId}"`)
      }
      expect(page).not.toMatch(/<script|<style| style=|https?:/)
      const style = await fetch('/docs/style.css')
      expect(style.headers.get('content-type')).toContain('text/css')
      expect(await style.text()).not.toMatch(/url\(|@import/)
    })
  })
}
