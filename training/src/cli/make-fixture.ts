import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadPendigits, loadUnipen } from '../data/index.ts'
import { drawHeldOutFixture, formatFixture } from './held-out-fixture.ts'

const DEFAULT_OUT = resolve(import.meta.dirname, '../../../test/fixtures/held-out-digits.json')

// Makes test/fixtures/held-out-digits.json:
//   node --conditions=@edgeink/source training/src/cli/make-fixture.ts [--data DIR] [--out FILE]
const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } })
const out = values.out ?? DEFAULT_OUT
const options = { dir: values.data }
const unipen = await loadUnipen(['1a'], options)
const pendigits = await loadPendigits(options)
const fixture = drawHeldOutFixture([unipen.test, pendigits.test])
await writeFile(out, formatFixture(fixture))
console.log(`${fixture.samples.length} digits → ${out}`)
