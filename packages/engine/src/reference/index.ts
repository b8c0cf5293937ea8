export { type RandomNetworkOptions, randomInputs, randomNetwork } from './random-network.ts'
export { referenceLogits } from './reference-logits.ts'
export { seeded } from './seeded.ts'
