// What vitest-pool-workers gives to a test. Its own types need those of Workers, which contradict the DOM's.
declare module 'cloudflare:workers' {
  export const env: {
    readonly RATE_LIMITER: import('../src/security/rate-limiter.ts').RateLimiter
    readonly FEEDBACK_DB: import('../src/feedback/sql-database.ts').SqlDatabase
    readonly MIGRATIONS: readonly { readonly name: string; readonly queries: readonly string[] }[]
  }
}

declare module 'cloudflare:test' {
  export function applyD1Migrations(
    database: import('../src/feedback/sql-database.ts').SqlDatabase,
    migrations: readonly { readonly name: string; readonly queries: readonly string[] }[],
  ): Promise<void>
}
