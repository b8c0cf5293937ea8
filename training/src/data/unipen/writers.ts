import { DataError } from '../errors.ts'

/**
 * A writer's name across files. One person can stand under several ids, and must not be in two
 * parts of a split: `ibm` writes `r<session>-<writer>` ("Number of Writers: 12, three sessions per
 * writer", ibm0.doc), and `kai` spells the name of one writer in two ways.
 *
 * @throws {DataError} `DATA_FORMAT` when the file has no `.WRITER_ID`
 */
export function unipenWriter(contributor: string, id: string | undefined, file: string): string {
  if (!id) {
    throw new DataError(
      'DATA_FORMAT',
      `${file}: expected a .WRITER_ID in the ink it includes, got none.`,
    )
  }
  return `unipen/${contributor}/${samePerson(contributor, id)}`
}

function samePerson(contributor: string, id: string): string {
  if (contributor === 'ibm') return id.replace(/^r\d+-/, '')
  if (contributor === 'kai' && id === 'ykryu') return 'yklyu'
  return id
}
