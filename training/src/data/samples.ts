import type { Ink } from '@edgeink/ink'

/** A labelled drawing, as the pen made it. `y` grows downward. */
export interface InkSample {
  readonly ink: Ink
  /** Empty where the ink is none of a model's characters. */
  readonly label: string
  readonly source: 'unipen' | 'pendigits' | 'negatives' | 'own'
  /** Who wrote it, unique across sources, such as `unipen/pri/150`. */
  readonly writer: string
  /** UNIPEN: the three letters of whoever collected the ink; each had a device of its own. */
  readonly contributor?: string
  /** Set where the ink is a recognizer's template, often only a part of the character: see `unipen/ibm-templates.ts`. */
  readonly template?: true
}

/** A labelled 28×28 image, row by row; 0 is paper and 255 is ink. */
export interface RasterSample {
  readonly raster: Uint8Array
  readonly label: string
  readonly source: 'mnist'
}
