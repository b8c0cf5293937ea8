// The page of the API, written from its OpenAPI document alone: what the document says, the page shows. It needs no
// script and nothing from anywhere else.
import type { JsonSchema, Method, OpenApiDocument, Operation } from '../openapi/types.ts'
import { type Html, html, prose } from './html.ts'
import { operationView } from './operation-view.ts'
import { schemaView } from './schema-view.ts'

interface Entry {
  readonly path: string
  readonly method: Method
  readonly operation: Operation
}

/** The whole page as HTML. */
export function docsPage(document: OpenApiDocument): string {
  const { info, tags, components } = document
  const entries = entriesOf(document)
  const sections = tags
    .map((tag) => ({
      ...tag,
      entries: entries.filter(({ operation }) => operation.tags.includes(tag.name)),
    }))
    .filter((section) => section.entries.length > 0)
  const resolve = (schema: JsonSchema) =>
    schema.$ref ? components.schemas[schema.$ref.split('/').at(-1)!] : schema
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title}: ${info.summary}</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
  <h1>${info.title} <small>API ${info.version}</small></h1>
  <p>${prose(info.description)}</p>
  <p><a href="/openapi.json">OpenAPI ${document.openapi} document</a></p>
</header>
<div class="columns">
<nav aria-label="Operations">${sections.map(({ name, entries }) => navigation(name, entries))}
  <h2>Schemas</h2><ul><li><a href="#schemas">All schemas</a></li></ul>
</nav>
<main id="content">
${sections.map(
  ({ name, description, entries }) => html`<section>
  <h2>${name}</h2>
  <p>${prose(description)}</p>
  ${entries.map(({ path, method, operation }) => operationView(path, method, operation, resolve))}
</section>`,
)}
<section id="schemas">
  <h2>Schemas</h2>
  <p>What validates every message, as in the document.</p>
  ${Object.entries(components.schemas).map(
    ([name, schema]) =>
      html`<details><summary><code>${name}</code></summary>${schemaView(schema)}</details>`,
  )}
</section>
</main>
</div>
</body>
</html>`.markup
}

function entriesOf({ paths }: OpenApiDocument): Entry[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      path,
      method: method as Method,
      operation,
    })),
  )
}

function navigation(name: string, entries: readonly Entry[]): Html {
  const links = entries.map(
    ({ path, method, operation }) =>
      html`<li><a href="#${operation.operationId}"><span class="method ${method}">${method.toUpperCase()}</span> ${path}</a></li>`,
  )
  return html`<h2>${name}</h2><ul>${links}</ul>`
}
