/**
 * Keeps the page and the model at hand, so that the pad recognises offline. The build fills in which files, and a
 * version of all of them together: a page never meets the scripts of another version.
 */
/// <reference lib="webworker" />

declare const self: ServiceWorkerGlobalScope
declare const PRECACHE: readonly string[]
/** Files that are kept once somebody has asked for them. */
declare const ON_DEMAND: readonly string[]
declare const VERSION: string

const CACHE = `edgeink-demo-${VERSION}`

async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  // Past the HTTP cache, which may hold files of the version before.
  await cache.addAll(PRECACHE.map((path) => new Request(path, { cache: 'reload' })))
  await self.skipWaiting()
}

async function activate(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('edgeink-demo-') && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
  await self.clients.claim()
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request)
}

/** Answers from the cache, and keeps there what came from the network. */
async function answerAndKeep(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request, { ignoreSearch: true })
  if (kept) return kept
  const response = await fetch(request)
  // A storage that is full keeps nobody from an answer.
  if (response.ok) await cache.put(request, response.clone()).catch(() => {})
  return response
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (PRECACHE.includes(pathname)) event.respondWith(answer(request))
  else if (ON_DEMAND.includes(pathname)) event.respondWith(answerAndKeep(request))
})
