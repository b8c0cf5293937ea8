/**
 * What went wrong with a data set:
 * - `DATA_FORMAT`: the bytes are not what the format promises
 * - `DATA_CHECKSUM`: the bytes are not the ones the figures were made with
 * - `DATA_MISSING`: a folder or file that was named does not exist
 * - `DATA_DOWNLOAD`: no source answered with the file
 */
export type DataErrorCode = 'DATA_FORMAT' | 'DATA_CHECKSUM' | 'DATA_MISSING' | 'DATA_DOWNLOAD'

/** A data set that cannot be used. The message says what was expected, what was found and what to do. */
export class DataError extends Error {
  override readonly name = 'DataError'
  readonly code: DataErrorCode

  constructor(code: DataErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
