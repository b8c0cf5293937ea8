import { describe, expect, it } from 'vitest'
import { readEvaluateArguments } from './evaluate-arguments.ts'

describe('the arguments of evaluate', () => {
  it('judge every shipped model on the test sets where nothing is said, and keep the figures', () => {
    expect(readEvaluateArguments([])).toEqual({
      folder: undefined,
      part: 'test',
      quantized: false,
      engine: { engine: 'wasm', kernel: undefined },
      curveSamples: 1000,
      data: undefined,
      out: undefined,
      keep: true,
      errors: undefined,
    })
  })

  it.each([
    ['another engine', ['--engine', 'ort']],
    ['another kernel', ['--kernel', 'js']],
    ['validation', ['--part', 'validation']],
  ])('write nothing for %s, unless a file is named', (_, args) => {
    expect(readEvaluateArguments(args)).toMatchObject({ out: undefined, keep: false })
    expect(readEvaluateArguments([...args, '--out', 'x.json'])?.out).toBe('x.json')
  })

  it('are none where help is asked for', () => {
    expect(readEvaluateArguments(['--help'])).toBeUndefined()
  })

  it.each([
    ['two folders', ['a', 'b'], 'a b'],
    ['an unknown flag', ['--kernels', 'js'], '--kernels'],
    ['an unknown engine', ['--engine', 'tpu'], 'wasm, ort'],
    ['an unknown kernel', ['--kernel', 'ort'], 'wasm-relaxed, wasm-simd, js'],
    ['a kernel of another engine', ['--engine', 'ort', '--kernel', 'js'], 'js'],
    ['no samples of a curve', ['--curve-samples', '0'], '--curve-samples'],
    ['the training part', ['--part', 'train'], 'test, validation'],
  ])('refuse %s by name', (_, args, named) => {
    expect(() => readEvaluateArguments(args)).toThrow(
      expect.objectContaining({ code: 'CONFIG', message: expect.stringContaining(named) }),
    )
  })
})
