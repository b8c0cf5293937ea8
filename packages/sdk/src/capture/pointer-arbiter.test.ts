import { expect, test } from 'vitest'
import { PointerArbiter, type PointerSample } from './pointer-arbiter.ts'

const sample = (over: Partial<PointerSample> = {}): PointerSample => ({
  pointerId: 1,
  pointerType: 'mouse',
  button: 0,
  isPrimary: true,
  timeStamp: 1000,
  ...over,
})

test('the primary button of a mouse draws, the others do not', () => {
  expect(new PointerArbiter().down(sample())).toBe('start')
  expect(new PointerArbiter().down(sample({ button: 2 }))).toBe('ignore')
})

test('a second pointer does not draw while the first one does', () => {
  const arbiter = new PointerArbiter()
  arbiter.down(sample({ pointerType: 'touch' }))
  expect(arbiter.down(sample({ pointerType: 'touch', pointerId: 2, isPrimary: false }))).toBe(
    'ignore',
  )
  expect(arbiter.isActive({ pointerId: 1 })).toBe(true)
  expect(arbiter.isActive({ pointerId: 2 })).toBe(false)
})

test('the next pointer draws once the first has been released', () => {
  const arbiter = new PointerArbiter()
  arbiter.down(sample())
  arbiter.release()
  expect(arbiter.down(sample({ pointerId: 2 }))).toBe('start')
})

test('a pointer that goes down again draws the next stroke, though the end of the last one got lost', () => {
  const arbiter = new PointerArbiter()
  arbiter.down(sample())
  expect(arbiter.down(sample())).toBe('restart')
  const touches = new PointerArbiter()
  touches.down(sample({ pointerType: 'touch', pointerId: 4 }))
  expect(touches.down(sample({ pointerType: 'touch', pointerId: 5 }))).toBe('restart')
  expect(touches.activeId).toBe(5)
})

test('a pen takes over from a touch, which was the palm', () => {
  const arbiter = new PointerArbiter()
  arbiter.down(sample({ pointerType: 'touch' }))
  expect(arbiter.down(sample({ pointerType: 'pen', pointerId: 7 }))).toBe('replace')
  expect(arbiter.activeId).toBe(7)
})

test('a pen does not take over from a mouse', () => {
  const arbiter = new PointerArbiter()
  arbiter.down(sample())
  expect(arbiter.down(sample({ pointerType: 'pen', pointerId: 7 }))).toBe('ignore')
})

test('a touch right after the pen, or beside its hovering tip, is ignored', () => {
  const arbiter = new PointerArbiter()
  arbiter.see(sample({ pointerType: 'pen', timeStamp: 1000 }))
  expect(arbiter.down(sample({ pointerType: 'touch', timeStamp: 1200 }))).toBe('ignore')
  expect(arbiter.down(sample({ pointerType: 'touch', timeStamp: 2000 }))).toBe('start')
})
