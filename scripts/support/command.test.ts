import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { CommandError, readArguments } from './command.ts'

const OUTLINE = {
  help: 'npm run draw -- [flags]\n\n  --width N  of the pen\n',
  options: { width: { type: 'string' }, quick: { type: 'boolean', default: false } },
} as const

/** Runs a command whose action is `body` in a process of its own. */
async function run(body: string, args: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'edgeink-command-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const support = JSON.stringify(new URL('./command.ts', import.meta.url).href)
  const script = join(folder, 'command.ts')
  await writeFile(
    script,
    `import { CommandError, runScript } from ${support}
await runScript(${JSON.stringify(OUTLINE)}, async (flags, words) => { ${body} })`,
  )
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [script, ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}

it('flags arrive with their defaults', () => {
  expect(readArguments(OUTLINE, ['--width', '3'])).toEqual({
    flags: { width: '3', quick: false },
    words: [],
  })
})

it.each([
  [['--wdith', '3'], "Unknown option '--wdith'; see --help"],
  [['--width'], "Option '--width <value>' argument missing; see --help"],
  [['fast'], "Unexpected argument 'fast'"],
])('arguments %j are refused with what is wrong and where to look', (args, message) => {
  expect(() => readArguments(OUTLINE, args)).toThrow(CommandError)
  expect(() => readArguments(OUTLINE, args)).toThrow(message)
})

it('words are taken where the command says so', () => {
  expect(readArguments({ ...OUTLINE, takesWords: true }, ['fast'])?.words).toEqual(['fast'])
})

it.each(['--help', '-h'])('%s prints the help and does nothing else', async (flag) => {
  const { code, stdout } = await run(`console.log('done')`, [flag])
  expect({ code, stdout }).toEqual({ code: 0, stdout: OUTLINE.help })
})

it('what the action returns is the exit code', async () => {
  expect((await run('return 3', [])).code).toBe(3)
  expect((await run('', [])).code).toBe(0)
})

it('an error for the user is its message alone', async () => {
  const { code, stderr } = await run(`throw new CommandError('expected a pen')`, [])
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'expected a pen\n' })
})

it('an error of the program keeps its stack and its cause', async () => {
  const { code, stderr } = await run(`throw new Error('a', { cause: new Error('b') })`, [])
  expect(code).toBe(1)
  expect(stderr).toMatch(/Error: a\n\s+at /)
  expect(stderr).toMatch(/cause.*Error: b/)
})
