import type { JsonSchema } from '../openapi/types.ts'
import { type Html, html, prose } from './html.ts'

/** How deep fields are listed. */
const DEEPEST = 5

/** The fields of a schema, each with its type and its limits. */
export function schemaView(schema: JsonSchema, depth = 0): Html | undefined {
  if (depth > DEEPEST) return undefined
  const alternatives = schema.anyOf ?? (schema.properties ? undefined : schema.oneOf)
  if (alternatives?.some(hasFields)) {
    const parts = alternatives.filter(hasFields).map((one) => schemaView(one, depth))
    return html`${parts}`
  }
  if (schema.items) return schemaView(schema.items, depth)
  if (!schema.properties) return undefined
  const fields = Object.entries(schema.properties).map(([name, field]) =>
    fieldView(name, field, schema.required?.includes(name) ?? false, depth),
  )
  return html`<ul class="fields">${fields}</ul>`
}

function hasFields(schema: JsonSchema): boolean {
  return schema.properties !== undefined || (schema.items !== undefined && hasFields(schema.items))
}

function fieldView(name: string, field: JsonSchema, isRequired: boolean, depth: number): Html {
  const limits = limitsOf(field)
  return html`<li>
    <p><code class="name">${name}</code> <span class="type">${typeOf(field)}</span>${
      isRequired ? html` <span class="required">required</span>` : undefined
    }${limits ? html` <span class="limits">${limits}</span>` : undefined}</p>
    ${field.description ? html`<p>${prose(field.description)}</p>` : undefined}
    ${schemaView(field, depth + 1)}
  </li>`
}

/** The type in a few words, such as `list of numbers`. */
export function typeOf(schema: JsonSchema, isMany = false): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.length > 6 ? 'text, one of a list' : schema.enum.join(' | ')
  if (schema.anyOf) {
    const kinds = [...new Set(schema.anyOf.map((one) => typeOf(one, isMany)))]
    return kinds.join(' or ')
  }
  if (schema.prefixItems) return `[${schema.prefixItems.map((one) => typeOf(one)).join(', ')}]`
  if (schema.type === 'array') {
    return `list of ${schema.items ? typeOf(schema.items, true) : 'values'}`
  }
  const word = WORDS[schema.type ?? ''] ?? 'value'
  return isMany && word !== 'text' ? `${word}s` : word
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  object: 'object',
}

function limitsOf(schema: JsonSchema): string {
  const range = between(schema.minimum, schema.maximum, '')
  const items = between(schema.minItems, schema.maxItems, ' items')
  const length = between(schema.minLength, schema.maxLength, ' characters')
  const fallback = schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`
  return [range, items, length, fallback].filter(Boolean).join(' · ')
}

function between(from: unknown, to: unknown, unit: string): string {
  const most = typeof to === 'number' && to < Number.MAX_SAFE_INTEGER ? to : undefined
  if (typeof from === 'number' && most !== undefined) {
    return from === most ? `${most}${unit}` : `${from} to ${most}${unit}`
  }
  if (most !== undefined) return `at most ${most}${unit}`
  return typeof from === 'number' && from > 0 ? `at least ${from}${unit}` : ''
}
