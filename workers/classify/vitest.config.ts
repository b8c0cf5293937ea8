import { workerdProject } from '../../scripts/support/workerd-project.ts'

export default workerdProject({
  name: 'workerd',
  include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  testTimeout: 120_000,
})
