import { wilsonInterval } from '../../../training/src/evaluate/wilson.ts'
import {
  differenceOfShares,
  mean,
  standardDeviation,
} from '../../../training/src/experiments/statistics.ts'
import type { NetworkName } from '../../../training/src/experiments/trained/networks.ts'
import { markdownTable, percent } from '../../support/report-blocks.ts'
import { type Claim, notMeasured } from './claim.ts'
import { batchClaims, checkpointingClaims, int8Claims, latencyClaims } from './cost-claims.ts'
import { type MeasuredClaims, meanAccuracy } from './measured.ts'
import { differenceText, judgeDifference, judgeShare, seeds } from './wording.ts'

const ACCURACY = 0.987
const BIDIRECTIONAL = 0.047
const DEFORMED = 0.032

/** Every claim of the paper as a row. */
export function claimsTable(measured: MeasuredClaims): string {
  const rows = [
    ...accuracyClaims(measured),
    ...directionClaims(measured),
    ...deformedClaims(measured),
    ...batchClaims(measured.batchSize),
    ...int8Claims(measured),
    ...latencyClaims(measured.inference),
    ...checkpointingClaims(measured.checkpointing),
  ]
  return markdownTable(
    ['claim', 'the paper', 'ours', 'n', 'verdict'],
    rows.map(({ claim, paper, ours, n, verdict }) => [claim, paper, ours, n, verdict]),
  )
}

function accuracyClaims({ trained }: MeasuredClaims): Claim[] {
  return (['bilstm-final', 'bilstm-last-step'] as const).map((network) => {
    const readout = network === 'bilstm-final' ? 'final states' : 'last step, as in its code'
    const claim = `BiLSTM on MNIST test, ${readout}`
    const paper = percent(ACCURACY)
    const results = trained[network]
    if (results === undefined) return notMeasured(claim, paper, network)
    const accuracies = results.map(({ test }) => test.accuracy)
    const { count } = results[0].test
    const interval = wilsonInterval(mean(accuracies) * count, count)
    const spread =
      accuracies.length > 1 ? ` ± ${(100 * standardDeviation(accuracies)).toFixed(2)} (sd)` : ''
    return {
      claim,
      paper,
      ours: `${percent(mean(accuracies))}${spread}; 95 % of one run ${interval.map(percent).join(' to ')}`,
      n: `${seeds(accuracies.length)} × ${count.toLocaleString('en')} images`,
      verdict: judgeShare(interval, ACCURACY),
    }
  })
}

function directionClaims({ trained }: MeasuredClaims): Claim[] {
  return (['rnn', 'lstm'] as const).map((oneWay) =>
    comparison({
      claim: `bidirectional (BiLSTM) over one-way (${oneWay.toUpperCase()}), same parameters`,
      claimed: BIDIRECTIONAL,
      names: ['bilstm-final', oneWay],
      trained,
    }),
  )
}

function deformedClaims({ trained }: MeasuredClaims): Claim[] {
  return (['bilstm-final', 'rnn'] as const).map((network) =>
    comparison({
      claim: `${network === 'rnn' ? 'RNN' : 'BiLSTM'} over a CNN of the same size, all deformations together`,
      claimed: DEFORMED,
      names: [network, 'cnn'],
      trained,
      deformation: 'together',
    }),
  )
}

interface Comparison {
  readonly claim: string
  /** How much better the first is said to be, as a share. */
  readonly claimed: number
  readonly names: readonly [first: NetworkName, second: NetworkName]
  readonly trained: MeasuredClaims['trained']
  readonly deformation?: string
}

function comparison({ claim, claimed, names, trained, deformation }: Comparison): Claim {
  const paper = `+${(100 * claimed).toFixed(1)} points`
  const [first, second] = names.map((name) => trained[name])
  if (first === undefined || second === undefined) {
    return notMeasured(claim, paper, names.join(','))
  }
  const [a, b] = [meanAccuracy(first, deformation), meanAccuracy(second, deformation)]
  const { count } = first[0].test
  const difference = differenceOfShares(a, b, count)
  return {
    claim,
    paper,
    ours: `${percent(a)} and ${percent(b)}: ${differenceText(difference)}`,
    n: `${first.length} and ${seeds(second.length)} × ${count.toLocaleString('en')} images`,
    verdict: judgeDifference(difference, claimed),
  }
}
