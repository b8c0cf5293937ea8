const ONE_VALUE = ['model', 'topK']

/**
 * The options in a query as a body would have them: a parameter that comes once is a text, `topK` a number if it is
 * one, and whatever comes more often, or is none of ours, a list, for the schema to refuse.
 */
export function queryValues(query: URLSearchParams): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null)
  for (const key of new Set(query.keys())) {
    const all = query.getAll(key)
    values[key] = ONE_VALUE.includes(key) && all.length === 1 ? all[0] : all
  }
  if (typeof values.topK === 'string') values.topK = toNumber(values.topK)
  return values
}

/** A text that is no number stays one. */
function toNumber(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text
}
