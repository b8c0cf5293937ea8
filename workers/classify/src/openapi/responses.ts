import { PROBLEM_MEDIA_TYPE, PROBLEMS, type ProblemCode, problem } from '@edgeink/protocol'
import { ref, type SchemaName } from './schemas.ts'
import type { Content, Example, ResponseObject } from './types.ts'

/** A body of JSON. */
export function json(name: SchemaName, examples?: Readonly<Record<string, Example>>): Content {
  return { 'application/json': { schema: ref(name), ...(examples && { examples }) } }
}

/** An answer of JSON. */
export function answer(description: string, name: SchemaName): ResponseObject {
  return { description, content: json(name) }
}

/** What any request may be answered with. */
const EVERYWHERE: readonly ProblemCode[] = ['too-many-requests', 'internal-error']

/** The errors of an operation, by their status, with what each code means. */
export function problems(...codes: readonly ProblemCode[]): Record<string, ResponseObject> {
  const all = [...codes, ...EVERYWHERE]
  const statuses = [...new Set(all.map((code) => PROBLEMS[code].status))].sort()
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      problemResponse(all.filter((code) => PROBLEMS[code].status === status)),
    ]),
  )
}

function problemResponse(codes: readonly ProblemCode[]): ResponseObject {
  const examples = Object.fromEntries(
    codes.map((code) => {
      const { title } = PROBLEMS[code]
      return [code, { summary: title, value: problem(code, 'What happened this time.') }]
    }),
  )
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: ref('Problem'), examples } },
  }
}
