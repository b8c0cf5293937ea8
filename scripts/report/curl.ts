import { readFile } from 'node:fs/promises'
import { loadModel } from '@edgeink/engine'
import { createApp } from '../../workers/classify/src/app.ts'
import { createModelStore } from '../../workers/classify/src/model-store.ts'
import { ROOT } from '../support/run.ts'

const MODEL = `${ROOT}packages/models/digits/`

/** What the worker's own code answers to `example.json`, as the README shows it. */
export async function curlAnswer(): Promise<string> {
  const app = createApp({
    models: createModelStore({ digits: await readDigits() }, loadModel),
    log: (message, error) => console.error(message, error),
  })
  const response = await app.request('/classify', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await readFile(`${ROOT}example.json`, 'utf8'),
  })
  if (response.status !== 200) {
    throw new Error(`report: expected an answer to example.json, got ${await response.text()}`)
  }
  return `\`\`\`json\n${JSON.stringify(await response.json(), roundProbability, 2)}\n\`\`\``
}

async function readDigits() {
  const manifest = JSON.parse(await readFile(`${MODEL}manifest.json`, 'utf8'))
  const names: string[] = manifest.views.map((view: { file: string }) => view.file)
  const files = await Promise.all(
    names.map(async (name) => [name, new Uint8Array(await readFile(MODEL + name))] as const),
  )
  return { manifest, files: Object.fromEntries(files) }
}

/** Digits that differ between kernels are not worth showing. */
function roundProbability(key: string, value: unknown): unknown {
  return key === 'probability' && typeof value === 'number' ? Number(value.toPrecision(3)) : value
}
