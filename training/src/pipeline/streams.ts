import { createRandom, type Random } from '../random.ts'

/** Draws the first weights of a run. */
export function initialStream(seed: number): Random {
  return createRandom(seed).fork('weights')
}

/** Draws the order of an epoch. */
export function epochStream(seed: number, epoch: number): Random {
  return createRandom(seed).fork('order').fork(epoch)
}

/**
 * Draws the augmentation and the dropout of a sample: a stream for each place in each epoch, so that it does not
 * matter which thread asks, nor in which order.
 */
export function sampleStream(seed: number, epoch: number, position: number): Random {
  return createRandom(seed).fork('sample').fork(epoch).fork(position)
}
