// The platform's services that the tests run in workerd with: see vitest.config.ts.
import { env } from 'cloudflare:workers'

export const bindings = env
