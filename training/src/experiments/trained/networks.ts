import { readFile } from 'node:fs/promises'
import { parseConfig } from '../../config/parse.ts'

/** What an experiment says of its training; the rest is what training takes by itself. */
export type Recipe = Readonly<Record<string, string | number | boolean | Record<string, number>>>

/** Parameters of the paper's BiLSTM, which the other networks are made to have, within 2 %. */
export const PAPER_PARAMETERS = 163_338

/** The networks that the paper compares, as changes of its recipe. `bilstm-last-step` is its code's read-out. */
export const NETWORKS = {
  'bilstm-final': {},
  rnn: { architecture: 'rnn', parameters: PAPER_PARAMETERS },
  cnn: { architecture: 'cnn', parameters: PAPER_PARAMETERS },
  'bilstm-last-step': { readout: 'last-step' },
  lstm: { architecture: 'lstm', parameters: PAPER_PARAMETERS },
} as const satisfies Record<string, Recipe>

export type NetworkName = keyof typeof NETWORKS

export const SEEDS = [1, 2, 3] as const

/** The paper's recipe for its network: 10 epochs of MNIST. */
const PAPER_RECIPE = new URL('../../../configs/paper-final.json', import.meta.url)

/** A trial in seconds: it shows that everything works, and its figures mean nothing. */
const QUICK = { limit: 256, epochs: 1, hidden: 8, parameters: 0 } as const

/** What a network is trained by. */
export async function recipeOf(name: NetworkName, seed: number, quick: boolean): Promise<Recipe> {
  const paper: Recipe = JSON.parse(await readFile(PAPER_RECIPE, 'utf8'))
  const recipe: Recipe = { ...paper, ...NETWORKS[name], seed, ...(quick && QUICK) }
  parseConfig(recipe)
  return recipe
}
