import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULTS } from './config.ts'
import { ConfigError, parseConfig } from './parse.ts'

describe('a configuration', () => {
  it('is the default where nothing is said, even if said undefined', () => {
    expect(parseConfig({ epochs: undefined })).toEqual(DEFAULTS)
  })

  it.each([
    ['hidden', 0],
    ['hidden', 264],
    ['parameters', 20],
    ['architecture', 'transformer'],
    ['connection', 'highway'],
    ['gradientCheckpointing', -1],
    ['teacher', 'runs/teacher'],
    ['teacher', ['']],
    ['distillationTemperature', 0],
    ['distillationAlpha', 1.1],
    ['qatEpochs', 31],
    ['precision', 'mixed'],
    ['precision', 'float16'],
    ['hidden', 1.5],
    ['hidden', '128'],
    ['epochs', Number.NaN],
    ['learningRate', -1],
    ['dropout', 1],
    ['view', 'pixels'],
    ['labels', ['a']],
    ['labels', ['a', 'a']],
    ['sources', { cifar: 1 }],
    ['sources', { mnist: 0 }],
    ['sources', []],
    ['model', 'Big Digits'],
    ['version', '1'],
    ['augment', 'yes'],
    ['inkAugmentation', { bend: 1 }],
    ['inkAugmentation', { shear: 3 }],
    ['inkAugmentation', []],
    ['initialWeights', 7],
    ['backend', 'cuda9'],
  ])('names the key %s when its value is %j', (key, value) => {
    expect(() => parseConfig({ [key]: value })).toThrow(ConfigError)
    expect(() => parseConfig({ [key]: value })).toThrow(key)
  })

  it('names a key that it does not know', () => {
    expect(() => parseConfig({ hiden: 3 })).toThrow(/unknown key "hiden"/)
  })

  it.each(['bilstm-dual', 'cnn'])('refuses %s, which reads images, for a trace', (architecture) => {
    expect(() => parseConfig({ view: 'trace', architecture })).toThrow(/raster/)
  })

  it.each([
    [{ architecture: 'gru' }, /no int8 form/],
    [{ architecture: 'bilstm-hier', connection: 'residual' }, /no int8 form/],
    [{ patience: 5 }, /stopping early/],
  ])('refuses quantization-aware training of %j', (part, reason) => {
    expect(() => parseConfig({ qatEpochs: 2, ...part })).toThrow(reason)
  })

  it('finds the hidden size for a count of parameters, and again when it is read back', () => {
    const config = parseConfig({ architecture: 'lstm', parameters: 163_338 })
    expect(config.hidden).toBe(187)
    expect(parseConfig({ ...config })).toEqual(config)
  })

  it('refuses a trace model that has only images to learn from', () => {
    expect(() => parseConfig({ view: 'trace', sources: { mnist: 1 } })).toThrow(/trace/)
  })

  const folder = join(import.meta.dirname, '../../configs')
  it.each(readdirSync(folder))('of training/configs/%s is valid', (file) => {
    const { model } = parseConfig(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    expect(['digits', 'alnum']).toContain(model)
  })
})
