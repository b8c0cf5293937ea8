import { workerdProject } from '../../scripts/support/workerd-project.ts'

// The engine's contract inside of workerd, where WebAssembly comes as imported modules only.
export default workerdProject({
  name: 'engine-workerd',
  include: ['*.test.ts'],
  testTimeout: 60_000,
})
