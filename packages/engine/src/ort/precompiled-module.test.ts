import { describe, expect, it } from 'vitest'
import { createInTurn } from './precompiled-module.ts'

/** The smallest module: the header and nothing else. */
const EMPTY = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))
const NOT_WASM = new Uint8Array(1)

describe('creating with a precompiled module', () => {
  it('answers the compilation of bytes with the module', async () => {
    const source = await createInTurn(() => WebAssembly.instantiate(NOT_WASM), EMPTY)
    expect(source.module).toBe(EMPTY)
    expect(source.instance).toBeInstanceOf(WebAssembly.Instance)
  })

  it('leaves WebAssembly as it was, also after a failure', async () => {
    const original = WebAssembly.instantiate
    await createInTurn(async () => expect(WebAssembly.instantiate).not.toBe(original), EMPTY)
    const failing = () => Promise.reject(new Error('no memory'))
    await expect(createInTurn(failing, EMPTY)).rejects.toThrow('no memory')
    expect(WebAssembly.instantiate).toBe(original)
  })

  it('goes one by one, and on after a failure', async () => {
    const order: string[] = []
    const task = (name: string, fails: boolean) => async () => {
      order.push(`${name} begins`)
      await Promise.resolve()
      order.push(`${name} ends`)
      if (fails) throw new Error(name)
    }
    const outcomes = await Promise.allSettled([
      createInTurn(task('first', true), EMPTY),
      createInTurn(task('second', false), EMPTY),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })
})
