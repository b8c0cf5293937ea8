import type { PathSink } from './stroke-outline.ts'

/** The `d` of an SVG path, to hundredths of a unit. */
export class SvgPath implements PathSink {
  readonly #commands: string[] = []

  moveTo(x: number, y: number): void {
    this.#add('M', x, y)
  }

  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void {
    this.#add('Q', controlX, controlY, x, y)
  }

  closePath(): void {
    this.#commands.push('Z')
  }

  toString(): string {
    return this.#commands.join('')
  }

  #add(command: string, ...numbers: readonly number[]): void {
    this.#commands.push(command + numbers.map((number) => Math.round(number * 100) / 100).join(' '))
  }
}
