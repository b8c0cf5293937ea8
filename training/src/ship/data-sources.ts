import type { SourceName } from '../config/config.ts'

/** Where samples come from, as model cards and manifests must say. */
export interface DataSource {
  readonly name: string
  readonly attribution: string
  readonly licence: string
  readonly licenceUrl?: string
  readonly url?: string
}

const UNIPEN: DataSource = {
  name: 'UNIPEN train_r01_v07',
  attribution:
    'International Unipen Foundation, doi 10.5281/zenodo.1195803; I. Guyon, L. Schomaker, R. Plamondon, M. Liberman, S. Janet: UNIPEN project of on-line data exchange and recognizer benchmarks, ICPR 1994',
  licence: 'CC BY 4.0',
  licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
  url: 'https://doi.org/10.5281/zenodo.1195803',
}

export const DATA_SOURCES: Readonly<Record<SourceName, DataSource>> = {
  mnist: {
    name: 'MNIST',
    attribution:
      'Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits, made from NIST Special Databases 1 and 3',
    licence: 'CC BY-SA 3.0',
    licenceUrl: 'https://creativecommons.org/licenses/by-sa/3.0/',
    url: 'http://yann.lecun.com/exdb/mnist/',
  },
  unipen: UNIPEN,
  pendigits: {
    name: 'Pendigits',
    attribution:
      'E. Alpaydin, F. Alimoglu: Pen-Based Recognition of Handwritten Digits, UCI Machine Learning Repository 81, doi 10.24432/C5MG6K',
    licence: 'CC BY 4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    url: 'https://doi.org/10.24432/C5MG6K',
  },
  letters: UNIPEN,
  negatives: UNIPEN,
  own: { name: 'own ink', attribution: 'whoever trained the model', licence: 'their own' },
}
