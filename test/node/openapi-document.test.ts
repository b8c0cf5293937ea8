import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../workers/classify/src/openapi/document.ts'
import { PATHS } from '../../workers/classify/src/openapi/paths.ts'
import { SCHEMAS, type SchemaName } from '../../workers/classify/src/openapi/schemas.ts'

const routes = Object.keys(PATHS).map((path) => ({ path: path.replaceAll(/\{(\w+)\}/g, ':$1') }))
const document = openApiDocument(routes)

describe('the OpenAPI document', () => {
  it('is one by the standard', async () => {
    const { valid, errors } = await new Validator().validate({ ...structuredClone(document) })
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
  })

  it('leaves out what is not served', () => {
    const { paths } = openApiDocument([{ path: '/healthz' }, { path: '/metrics' }])
    expect(Object.keys(paths)).toEqual(['/healthz'])
  })

  it('has schemas by which its examples are right, and wrong where the API’s own refuse', () => {
    const ajv = new Ajv2020({ strict: false })
    for (const item of Object.values(document.paths)) {
      for (const { requestBody } of Object.values(item)) {
        const { schema, examples = {} } = requestBody?.content['application/json'] ?? {}
        if (!schema?.$ref) continue
        const name = schema.$ref.split('/').at(-1) as SchemaName
        const validate = ajv.compile(document.components.schemas[name])
        for (const { value } of Object.values(examples)) {
          expect(validate(value), ajv.errorsText(validate.errors)).toBe(true)
          for (const key of Object.keys(value as object)) {
            for (const junk of [
              null,
              -1,
              [],
              {},
              '',
              'x',
              [[]],
              [[1]],
              [[[1]]],
              [[[1, 2, 3, 4]]],
            ]) {
              const near = { ...(value as object), [key]: junk }
              expect([name, key, junk, validate(near)]).toEqual([
                name,
                key,
                junk,
                SCHEMAS[name].safeParse(near).success,
              ])
            }
          }
        }
      }
    }
  })
})
