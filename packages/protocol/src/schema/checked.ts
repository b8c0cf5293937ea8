import * as z from 'zod/mini'
import type { Fault } from '../check.ts'

const declarations = new WeakMap<z.core.$ZodType, z.ZodMiniType>()

/** A schema that validates with a hand-written check and shows itself as the declaration that the check implements. */
export function checked<T>(
  declaration: z.ZodMiniType,
  check: (value: unknown) => Fault | undefined,
) {
  const schema = z.custom<T>().check(
    z.superRefine((value, context) => {
      const fault = check(value)
      if (fault) addFault(context, fault)
    }),
  )
  declarations.set(schema, declaration)
  return schema
}

/** Reports a fault as an issue of the value under refinement, and keeps later refinements from reading the value. */
export function addFault(context: z.core.$RefinementCtx, { path, message, limit }: Fault): void {
  context.addIssue({ code: 'custom', message, path: [...path], params: { limit }, continue: false })
}

/** The JSON Schema (2020-12) of any schema of this package. */
export function toJsonSchema(schema: z.ZodMiniType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const declaration = declarations.get(zodSchema)
      if (!declaration) return
      const { $schema: _, ...shape } = z.toJSONSchema(declaration, {
        io: 'input',
        override: boundTuple,
      })
      Object.assign(jsonSchema, shape)
    },
  })
}

/** A tuple has as many items as it names: JSON Schema takes fewer and more unless told. */
function boundTuple({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { prefixItems } = jsonSchema
  if (!prefixItems) return
  jsonSchema.minItems = prefixItems.length
  jsonSchema.maxItems = prefixItems.length
}
