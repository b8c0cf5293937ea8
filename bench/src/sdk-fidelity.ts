/**
 * `npm run bench sdk-fidelity [-- --inks N]`: inks of writers whom no training saw, drawn through the browser's pointers
 * by mouse, touch and pen, in every corner, tiny and huge, on screens of one to three pixels for each of CSS, on pages
 * scrolled, zoomed and pinched. Do they get the labels that the model gives for the ink itself? Needs EDGEINK_DATA.
 */

import type { Browser } from 'playwright-core'
import {
  type FidelityAnswer,
  FidelityPage,
  PIXEL_RATIOS,
  type Placement,
  placementOf,
  type Strokes,
} from '../../test/browser/drawing-fidelity.ts'
import { MODEL_URL, servePage } from '../../test/browser/drawing-served.ts'
import { launchBrowser, openPage } from '../../test/support/browser.ts'
import { parseFlags } from '../../training/src/cli/parse-flags.ts'
import { type InkSample, loadPendigits, loadUnipen } from '../../training/src/data/index.ts'
import { createRandom } from '../../training/src/random.ts'
import { machine, printTable, writeResult } from './result.ts'

const SEED = 6

const VIEWPORT = { width: 800, height: 700 }

interface Comparison extends FidelityAnswer, Placement {
  readonly pixelRatio: number
}

/** What `bench/results/sdk-fidelity.json` holds. */
export interface SdkFidelityResult {
  readonly command: string
  readonly machine: ReturnType<typeof machine>
  readonly inks: number
  /** Inks with the same label. */
  readonly same: number
  /** Of each device, size and pixel ratio: how many inks, and how many of them with the same label. */
  readonly parts: readonly { readonly part: string; readonly inks: number; readonly same: number }[]
  readonly different: readonly Comparison[]
}

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseFlags({
    args: [...args],
    options: { inks: { type: 'string', default: '1000' } },
  })
  const inks = await drawInks(Number(values.inks))
  await using served = await servePage(
    new URL('../../test/browser/drawing-model-page.ts', import.meta.url),
  )
  await using browser = await launchBrowser()
  const compared: Comparison[] = []
  for (const [i, pixelRatio] of PIXEL_RATIOS.entries()) {
    const share = inks.filter((_, ink) => ink % PIXEL_RATIOS.length === i)
    compared.push(...(await compareOn(browser, served.url, pixelRatio, share)))
    console.log(`${compared.length} of ${inks.length} drawn`)
  }
  const different = compared.filter(({ drawn, direct }) => drawn !== direct)
  const result: SdkFidelityResult = {
    command: ['npm run bench sdk-fidelity', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    machine: machine(),
    inks: compared.length,
    same: compared.length - different.length,
    parts: (['device', 'length', 'pixelRatio', 'zoom', 'pinch', 'scroll'] as const).flatMap(
      (name) => countParts(compared, name),
    ),
    different,
  }
  printTable(result.parts)
  printTable(different)
  console.log(`${result.same} of ${result.inks} have the same label`)
  await writeResult('sdk-fidelity', result)
}

/** Inks of the test parts, half from each source: chosen by a seed, not by what a model gets right. */
async function drawInks(count: number): Promise<Strokes[]> {
  const parts = [(await loadUnipen(['1a'])).test, (await loadPendigits()).test]
  const random = createRandom(SEED)
  return parts.flatMap((part: readonly InkSample[]) => {
    const whole = part.filter(({ template }) => !template)
    const chosen = random.shuffle(whole).slice(0, Math.ceil(count / parts.length))
    return chosen.map(({ ink }) =>
      ink.map(({ points }) => points.map(({ x, y }) => [x, y] as const)),
    )
  })
}

async function compareOn(
  browser: Browser,
  url: string,
  pixelRatio: number,
  inks: readonly Strokes[],
): Promise<Comparison[]> {
  const settings = { hasTouch: true, viewport: VIEWPORT, deviceScaleFactor: pixelRatio }
  await using opened = await openPage(browser, url, settings)
  await opened.page.evaluate((model) => lab.load(model), MODEL_URL)
  const drawing = new FidelityPage(opened.page)
  const compared: Comparison[] = []
  for (const [i, ink] of inks.entries()) {
    const placement = placementOf(i)
    const answer = await drawing.compare(ink, placement)
    compared.push({ ...answer, ...placement, pixelRatio })
  }
  return compared
}

function countParts(compared: readonly Comparison[], name: keyof Comparison) {
  const groups = Map.groupBy(compared, (one) => one[name])
  return [...groups].map(([value, members]) => ({
    part: `${name} ${value}`,
    inks: members.length,
    same: members.filter(({ drawn, direct }) => drawn === direct).length,
  }))
}
