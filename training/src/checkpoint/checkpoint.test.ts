import { describe, expect, it } from 'vitest'
import { DEFAULTS } from '../config/config.ts'
import { createRunState, type RunState } from '../loop/run-state.ts'
import {
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
  loadCheckpoint,
} from './checkpoint.ts'

function exampleState(): RunState {
  const state = createRunState(DEFAULTS, Float32Array.of(1, -2.5, 1e-20))
  state.adam.step = 7
  state.adam.mean.set([0.1, 0.2, 0.3])
  state.step = 3
  state.totals.loss = 1.5
  state.best = { epoch: 1, accuracy: 0.9, weights: Float32Array.of(4, 5, 6) }
  return state
}

describe('a checkpoint', () => {
  it('gives back the state that it was made of', () => {
    expect(decodeCheckpoint(encodeCheckpoint(exampleState()))).toEqual(exampleState())
  })

  it('is refused by name when any one of its bytes is changed', () => {
    const bytes = encodeCheckpoint(exampleState())
    for (let i = 0; i < bytes.length; i++) {
      const damaged = bytes.slice()
      damaged[i] ^= 0x40
      expect(() => decodeCheckpoint(damaged)).toThrow(CheckpointError)
    }
  })

  it('is refused by name when it is cut short', () => {
    const bytes = encodeCheckpoint(exampleState())
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeCheckpoint(bytes.subarray(0, length))).toThrow(CheckpointError)
    }
  })

  it('is refused by name when it does not exist', async () => {
    await expect(loadCheckpoint('/nowhere/checkpoint.bin')).rejects.toMatchObject({
      name: 'CheckpointError',
      code: 'CHECKPOINT',
    })
  })
})
