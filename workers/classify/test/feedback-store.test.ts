import { migratedDatabase } from './bindings.ts'
import { feedbackStoreContract } from './feedback-store-contract.ts'

feedbackStoreContract('D1', migratedDatabase)
