import { Hono } from 'hono/tiny'
import type { AppEnv } from '../app-env.ts'
import type { ModelStore } from '../model-store.ts'

/** `GET /healthz`: 200 with the models that answer, 503 when one of them does not load. */
export function healthzRoute(store: ModelStore) {
  return new Hono<AppEnv>().get('/healthz', async (c) => {
    const loaded = await Promise.all(store.ids.map((id) => store.get(id)))
    const models = loaded.map(({ id, version, kernel }) => ({ id, version, kernel }))
    return c.json({ status: 'ok', models })
  })
}
