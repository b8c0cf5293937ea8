import { Hono } from 'hono'
import type { ModelStore } from '../model-store.ts'

/** `GET /healthz`: 200 with the models that answer, 503 when one of them does not load. */
export function healthzRoute(models: ModelStore) {
  return new Hono().get('/healthz', async (c) => {
    const loaded = await Promise.all(models.ids.map((id) => models.get(id)))
    return c.json({ status: 'ok', models: loaded.map(({ id, version }) => ({ id, version })) })
  })
}
