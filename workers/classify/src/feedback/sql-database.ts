// The part of D1's interface that feedback needs. D1 has it on Workers; server/ has it over node:sqlite.

export type SqlValue = string | number | null

export interface SqlStatement {
  bind(...values: readonly SqlValue[]): SqlStatement
  run(): Promise<{ readonly meta: { readonly changes: number } }>
  first<Row>(): Promise<Row | null>
}

export interface SqlDatabase {
  prepare(query: string): SqlStatement
}
