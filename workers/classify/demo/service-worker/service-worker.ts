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

/** Answers from the cache, else from the network, and keeps that answer where it is asked to. */
async function answer(request: Request, isKept: boolean): Promise<Response> {
  const cache = await caches.open(CACHE)
  const cached = await cache.match(request, { ignoreSearch: true })
  if (cached) return cached
  const response = await fetch(request)
  // A storage that is full keeps nobody from an answer.
  if (isKept && response.ok) await cache.put(request, response.clone()).catch(() => {})
  return response
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  const isOnDemand = ON_DEMAND.includes(pathname)
  if (isOnDemand || PRECACHE.includes(pathname)) event.respondWith(answer(request, isOnDemand))
})
