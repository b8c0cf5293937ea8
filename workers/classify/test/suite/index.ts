// The API's suite: the same for the worker in workerd, and for the server in Node.
import { badInputSuite } from './bad-input.ts'
import { classifySuite } from './classify.ts'
import type { ApiClient } from './client.ts'
import { fuzzSuite } from './fuzz.ts'
import { imagesSuite } from './images.ts'
import { modelsSuite } from './models.ts'
import { openApiSuite } from './openapi.ts'
import { streamSuite } from './stream.ts'
import { textSuite } from './text.ts'

/** Declares all tests of the API, against whatever the client talks to. */
export function apiSuite(client: ApiClient): void {
  classifySuite(client)
  badInputSuite(client)
  imagesSuite(client)
  textSuite(client)
  streamSuite(client)
  modelsSuite(client)
  openApiSuite(client)
  fuzzSuite(client)
}
