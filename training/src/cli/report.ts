import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { writeReport } from '../report/write-report.ts'
import { runFolder } from '../run/run-folder.ts'
import { runCommand } from './main.ts'
import { parseFlags } from './parse-flags.ts'

const HELP = `npm run report -- [RUN...] [flags]

Fills the figures of README, model cards and docs from result files, and writes report.html into finished runs: those
that are named (runs/<id>), else every one that has none yet.

  --runs DIR   where runs are kept (runs)
  --data DIR   the data sets; else EDGEINK_DATA, else the cache, else a download
`

async function main(): Promise<number> {
  const { values, positionals } = parseFlags({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      runs: { type: 'string', default: 'runs' },
      data: { type: 'string' },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const runs = positionals.length > 0 ? positionals : await withoutReport(values.runs)
  for (const run of runs) {
    const path = resolve(run)
    const report = await writeReport(runFolder(dirname(path), basename(path)), { dir: values.data })
    process.stdout.write(`written: ${report}\n`)
  }
  return 0
}

/** Finished runs that no report was written of. */
async function withoutReport(runs: string): Promise<string[]> {
  const names = await readdir(runs).catch(() => [])
  return names
    .map((name) => `${runs}/${name}`)
    .filter((run) => existsSync(`${run}/export/manifest.json`) && !existsSync(`${run}/report.html`))
}

await runCommand(main)
