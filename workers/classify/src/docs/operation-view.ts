import type { Example, JsonSchema, Method, Operation, ResponseObject } from '../openapi/types.ts'
import { type Html, html, prose } from './html.ts'
import { schemaView, typeOf } from './schema-view.ts'

export type Resolve = (schema: JsonSchema) => JsonSchema

/** One operation: what it is for, what it takes, and what it answers. */
export function operationView(
  path: string,
  method: Method,
  operation: Operation,
  resolve: Resolve,
): Html {
  return html`<article id="${operation.operationId}" aria-labelledby="${operation.operationId}-title">
    <h3 id="${operation.operationId}-title">${operation.summary}</h3>
    <p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
    <p>${prose(operation.description)}</p>
    ${parametersView(operation)}
    ${bodyView(operation, resolve)}
    ${sample(path, method, operation)}
    ${responsesView(operation, resolve)}
  </article>`
}

function parametersView({ parameters = [] }: Operation): Html | undefined {
  if (parameters.length === 0) return undefined
  const rows = parameters.map(
    ({ name, in: place, description, schema, required }) => html`<li>
      <p><code class="name">${name}</code> <span class="type">${typeOf(schema)}</span> <span class="limits">in the ${place}</span>${
        required ? html` <span class="required">required</span>` : undefined
      }</p>
      <p>${prose(description)}</p>
    </li>`,
  )
  return html`<h4>Parameters</h4><ul class="fields">${rows}</ul>`
}

function bodyView({ requestBody }: Operation, resolve: Resolve): Html | undefined {
  if (!requestBody) return undefined
  const types = Object.entries(requestBody.content).map(
    ([type, { schema }]) => html`<details${type === 'application/json' ? html` open` : undefined}>
      <summary><code>${type}</code></summary>
      ${schema.description ? html`<p>${prose(schema.description)}</p>` : undefined}
      ${schemaView(resolve(schema))}
    </details>`,
  )
  return html`<h4>Body</h4>${types}`
}

/** A command that can be pasted, for each example. */
function sample(path: string, method: Method, { requestBody }: Operation): Html | undefined {
  const examples = requestBody?.content['application/json']?.examples
  if (!examples) return undefined
  const commands = Object.values(examples).map(
    (example) => html`<figure>
      <figcaption>${example.summary}</figcaption>
      <pre tabindex="0" aria-label="${example.summary}"><code>${command(path, method, example)}</code></pre>
    </figure>`,
  )
  return html`<h4>Try it</h4>${commands}`
}

function command(path: string, method: Method, { value }: Example): string {
  const body = JSON.stringify(value).replaceAll("'", "'\\''")
  return [
    `curl -X ${method.toUpperCase()} localhost:8787${path} \\`,
    "  -H 'content-type: application/json' \\",
    `  -d '${body}'`,
  ].join('\n')
}

function responsesView({ responses }: Operation, resolve: Resolve): Html {
  const rows = Object.entries(responses).map(([status, response]) =>
    responseView(status, response, resolve),
  )
  return html`<h4>Answers</h4><ul class="answers">${rows}</ul>`
}

function responseView(status: string, response: ResponseObject, resolve: Resolve): Html {
  const schema = response.content?.['application/json']?.schema
  const fields = schema && schemaView(resolve(schema))
  const line = html`<span class="status s${status[0]}">${status}</span> <span>${prose(response.description)}</span>`
  if (!fields) return html`<li><p class="answer">${line}</p></li>`
  return html`<li><details><summary class="answer">${line}</summary>${fields}</details></li>`
}
