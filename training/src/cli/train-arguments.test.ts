import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULTS } from '../config/config.ts'
import { CONFIG_KEYS } from '../config/parse.ts'
import { readTrainArguments, trainHelp } from './train-arguments.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-arguments-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function configFile(text: string): Promise<string> {
  const path = join(folder, 'config.json')
  await writeFile(path, text)
  return path
}

describe('the arguments of train', () => {
  it('are the defaults where nothing is said', async () => {
    expect(await readTrainArguments([])).toEqual({
      help: false,
      resume: false,
      run: undefined,
      runs: 'runs',
      data: undefined,
      config: DEFAULTS,
    })
  })

  it.each([
    ['a number', ['--learning-rate', '0.01'], { learningRate: 0.01 }],
    ['a whole number', ['--batch=64'], { batch: 64 }],
    ['a boolean', ['--augment', 'false'], { augment: false }],
    ['a name', ['--readout', 'last-step'], { readout: 'last-step' }],
    ['labels', ['--labels', 'a,b,c'], { labels: ['a', 'b', 'c'] }],
    [
      'ranges',
      ['--ink-augmentation', 'shear=0.2,thin=0'],
      { inkAugmentation: { shear: 0.2, thin: 0 } },
    ],
    ['weights', ['--sources', 'mnist=1.5,unipen'], { sources: { mnist: 1.5, unipen: 1 } }],
  ])('take %s from a flag', async (_, args, expected) => {
    expect((await readTrainArguments(args)).config).toEqual({ ...DEFAULTS, ...expected })
  })

  it('put flags above the file, and the file above the defaults', async () => {
    const file = await configFile('{"hidden": 64, "epochs": 5}')
    const { config } = await readTrainArguments(['--config', file, '--epochs', '7'])
    expect([config.hidden, config.epochs, config.batch]).toEqual([64, 7, DEFAULTS.batch])
  })

  it.each([
    ['an unknown flag', ['--hiden', '64'], '--hiden'],
    ['a flag without its value', ['--epochs'], '--epochs'],
    ['an argument that is no flag', ['runs/x'], 'runs/x'],
    ['a value of another type', ['--epochs', 'many'], 'epochs'],
    ['an empty number', ['--epochs', ''], 'epochs'],
    ['half a boolean', ['--augment', 'maybe'], 'augment'],
    ['a weight that is no number', ['--sources', 'mnist=lots'], 'sources'],
    ['a change of a run that is resumed', ['--resume', '--epochs', '9'], '--resume'],
    ['a file that is missing', ['--config', '/nowhere/config.json'], '/nowhere/config.json'],
  ])('refuse %s by name', async (_, args, named) => {
    await expect(readTrainArguments(args)).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining(named),
    })
  })

  it.each([
    ['broken JSON', '{'],
    ['a list', '[1]'],
    ['null', 'null'],
    ['an unknown key', '{"hiden": 3}'],
  ])('refuse a file with %s', async (_, text) => {
    const file = await configFile(text)
    await expect(readTrainArguments(['--config', file])).rejects.toMatchObject({ code: 'CONFIG' })
  })

  it('explain every key of the configuration with its default', () => {
    const help = trainHelp()
    expect(help).not.toContain('undefined')
    expect(help.match(/^ {2}--/gm)).toHaveLength(CONFIG_KEYS.length + 5)
    expect(help).toContain('(0.3)')
  })
})
