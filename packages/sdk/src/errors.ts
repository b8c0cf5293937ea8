/**
 * The errors this package throws by name. Each folder imports the file of the errors that it throws, not this list: a
 * bundler that splits a page into files would else put all of them into the first.
 */
export * from './errors/edge.ts'
export * from './errors/edgeink-error.ts'
export * from './errors/fallback.ts'
export * from './errors/model.ts'
export * from './errors/option.ts'
export * from './errors/recognizer.ts'
export * from './errors/worker.ts'
