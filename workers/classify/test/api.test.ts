// The API's suite on the worker's own entry, in workerd.
import { apiSuite } from './suite/index.ts'
import { workerdClient } from './workerd-client.ts'

apiSuite(workerdClient)
