import type { ComputePool } from '../compute/pool.ts'
import type { TrainConfig } from '../config/config.ts'
import { fakeQuantize } from '../model/fake-quantize.ts'
import { decayMask, type ParameterLayout } from '../model/parameters.ts'
import { epochOrder, epochSize, type WeightedRange } from '../pipeline/epoch-order.ts'
import { epochStream } from '../pipeline/streams.ts'
import { adamStep } from './adamw.ts'
import { clipByGlobalNorm } from './clip.ts'
import type { EpochRecord } from './history.ts'
import { evaluatedWeights, NO_TOTALS, type RunState } from './run-state.ts'
import { learningRate, type ScheduleOptions } from './schedule.ts'
import { meanLoss, predictedLabels, scoreByGroup, totalScore } from './score.ts'
import { updateAverage } from './weight-average.ts'

/** The samples of a run as the loop sees them: indices that the pool's readers understand. */
export interface TrainingSet {
  readonly train: readonly WeightedRange[]
  readonly validation: Int32Array
  /** Label index of every sample. */
  readonly labels: Uint8Array
  /** Source of every sample. */
  sourceOf(sample: number): string
}

/** What the loop tells after each step. */
export interface StepReport {
  /** Counted from 1, as are steps. */
  readonly epoch: number
  readonly epochs: number
  readonly step: number
  readonly steps: number
  /** Mean loss of the epoch so far. */
  readonly loss: number
  readonly learningRate: number
  readonly seconds: number
}

export interface TrainHooks {
  onStep?(report: StepReport): void
  onEpoch?(record: EpochRecord): void
  /** Called after steps and epochs; what it does must not change the state. */
  onCheckpoint?(state: RunState, due: 'step' | 'epoch'): Promise<void>
}

export interface TrainOptions extends TrainHooks {
  readonly state: RunState
  readonly pool: ComputePool
  readonly layout: ParameterLayout
  readonly set: TrainingSet
  /** Ends the run after the current step; the state stays resumable. */
  readonly signal?: AbortSignal
}

export type TrainOutcome = 'finished' | 'stopped-early' | 'interrupted'

/** Steps of a full batch in an epoch; what is left over is seen in other epochs. */
export function stepsPerEpoch(config: TrainConfig, set: TrainingSet): number {
  return Math.max(1, Math.floor(epochSize(set.train) / config.batch))
}

/**
 * Trains from where `state` stands to the end of its config, changing the state in place. The same state, data,
 * backend and number of threads give the same weights, whether or not the run was cut in between.
 */
export async function train(options: TrainOptions): Promise<TrainOutcome> {
  const { state, pool, layout, set, signal } = options
  const { config } = state
  const steps = stepsPerEpoch(config, set)
  const schedule = scheduleOf(config, steps)
  const mask = decayMask(layout)
  while (state.epoch < config.epochs) {
    if (isStale(state)) return 'stopped-early'
    deployWeights(options, state.weights, pool.weights)
    const order = epochOrder(set.train, epochStream(config.seed, state.epoch))
    while (state.step < steps) {
      if (signal?.aborted) return 'interrupted'
      const started = performance.now()
      await trainStep(options, order, schedule, mask)
      state.totals.seconds += (performance.now() - started) / 1000
      options.onStep?.(reportStep(state, steps, schedule))
      await options.onCheckpoint?.(state, 'step')
    }
    const record = await closeEpoch(options, schedule)
    options.onEpoch?.(record)
    await options.onCheckpoint?.(state, 'epoch')
  }
  return 'finished'
}

function scheduleOf(config: TrainConfig, steps: number): ScheduleOptions {
  return {
    peak: config.learningRate,
    floor: config.finalLearningRate,
    warmupSteps: config.warmup,
    totalSteps: config.epochs * steps,
  }
}

async function trainStep(
  options: TrainOptions,
  order: Int32Array,
  schedule: ScheduleOptions,
  mask: Float32Array,
): Promise<void> {
  const { state, pool } = options
  const { config, totals } = state
  const position = state.step * config.batch
  const samples = order.slice(position, position + config.batch)
  const { loss, correct } = await pool.gradient({ epoch: state.epoch, position, samples })
  const limit = config.clipNorm > 0 ? config.clipNorm : Number.POSITIVE_INFINITY
  totals.gradientNorm += clipByGlobalNorm(pool.meanGradient, limit)
  adamStep(state.weights, pool.meanGradient, state.adam, {
    learningRate: learningRate(state.adam.step, schedule),
    weightDecay: config.weightDecay,
    decayMask: mask,
  })
  updateAverage(state.average, state.weights, config.ema, state.adam.step)
  deployWeights(options, state.weights, pool.weights)
  totals.loss += loss
  totals.correct += correct
  totals.samples += samples.length
  state.step++
}

function reportStep(state: RunState, steps: number, schedule: ScheduleOptions): StepReport {
  const { totals } = state
  return {
    epoch: state.epoch + 1,
    epochs: state.config.epochs,
    step: state.step,
    steps,
    loss: totals.loss / totals.samples,
    learningRate: learningRate(state.adam.step - 1, schedule),
    seconds: totals.seconds,
  }
}

/** Validates, records the epoch and opens the next. */
async function closeEpoch(options: TrainOptions, schedule: ScheduleOptions): Promise<EpochRecord> {
  const { state } = options
  const started = performance.now()
  const validation = await validate(options)
  const { totals } = state
  const record: EpochRecord = {
    epoch: state.epoch + 1,
    loss: totals.loss / totals.samples,
    trainAccuracy: totals.correct / totals.samples,
    gradientNorm: totals.gradientNorm / state.step,
    learningRate: learningRate(state.adam.step - 1, schedule),
    ...validation,
    seconds: totals.seconds + (performance.now() - started) / 1000,
  }
  if (state.best === undefined || record.validationAccuracy > state.best.accuracy) {
    const weights = evaluatedWeights(state).slice()
    state.best = { epoch: record.epoch, accuracy: record.validationAccuracy, weights }
  }
  state.history.push(record)
  state.epoch++
  state.step = 0
  state.totals = { ...NO_TOTALS }
  return record
}

async function validate(options: TrainOptions) {
  const { state, pool, set } = options
  deployWeights(options, evaluatedWeights(state), pool.average)
  const logits = await pool.logits({ samples: set.validation, use: 'average' })
  const labels = Uint8Array.from(set.validation, (sample) => set.labels[sample])
  const predicted = predictedLabels(logits, state.config.labels.length)
  const validation = scoreByGroup(predicted, labels, (i) => set.sourceOf(set.validation[i]))
  return {
    validationLoss: meanLoss(logits, labels),
    validationAccuracy: totalScore(validation).accuracy,
    validation,
  }
}

/** Writes weights as the units are to compute with them: in the last epochs, if the config asks, as int8 has them. */
function deployWeights(
  { state: { config, epoch }, layout }: TrainOptions,
  weights: Float32Array,
  out: Float32Array,
): void {
  if (epoch >= config.epochs - config.qatEpochs) fakeQuantize(layout, weights, out)
  else out.set(weights)
}

/** Whether early stopping ends the run: `patience` epochs have passed since the best one. */
function isStale({ config, best, epoch }: RunState): boolean {
  return config.patience > 0 && best !== undefined && epoch - best.epoch >= config.patience
}
