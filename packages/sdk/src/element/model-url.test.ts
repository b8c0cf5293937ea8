import { expect, test } from 'vitest'
import { manifestUrl, modelId } from './model-url.ts'

const PAGE = 'https://shop.example/de/order?step=2'

test.each([
  ['digits', 'https://shop.example/models/digits/manifest.json'],
  ['/assets/ink/', 'https://shop.example/assets/ink/manifest.json'],
  ['./ink', 'https://shop.example/de/ink/manifest.json'],
  ['ink/v2/manifest.json', 'https://shop.example/de/ink/v2/manifest.json'],
  ['https://cdn.example/m/letters/', 'https://cdn.example/m/letters/manifest.json'],
  ['//cdn.example/m/digits.json?v=3', 'https://cdn.example/m/digits.json?v=3'],
  ['/ink/?v=3', 'https://shop.example/ink/manifest.json?v=3'],
])('the model %s is described at %s', (model, url) => {
  expect(manifestUrl(model, PAGE)).toBe(url)
})

test('only a name names a model of the edge', () => {
  expect(modelId('digits')).toBe('digits')
  expect(modelId('/assets/ink/')).toBeUndefined()
  expect(modelId('')).toBeUndefined()
})
