/** Whoever has it may construct what pages may not. */
export const KEY = Symbol('edgeink')

/** @throws {TypeError} unless the key is ours */
export function guard(key: symbol): void {
  if (key !== KEY) throw new TypeError('Illegal constructor')
}
