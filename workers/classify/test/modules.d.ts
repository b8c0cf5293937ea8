// What vitest-pool-workers gives to a test. Its own types need those of Workers, which contradict the DOM's.
declare module 'cloudflare:workers' {
  export const env: {
    readonly RATE_LIMITER: import('../src/security/rate-limiter.ts').RateLimiter
  }
}
