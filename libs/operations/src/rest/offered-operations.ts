import { z } from 'zod';

import type { Operation } from '../operation.js';

/** Whether JSON can say what the operation gives: octets and streams have clients of their own. */
export function isOffered({ output }: Operation): boolean {
  return jsonSchemaOf(output) !== undefined;
}

/** By its name in any case of the letters, among those that JSON can carry. */
export function offeredOperation(operations: readonly Operation[], name: string): Operation | undefined {
  const key = name.toLowerCase();
  return operations.find((operation) => operation.name.toLowerCase() === key && isOffered(operation));
}

/** What is said of an object stands once, under its noun; and `readOnly` would mean that nobody may send it. */
function asReference({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.JSONSchema }): void {
  delete jsonSchema.readOnly;
  const { objectOf } = jsonSchema;
  if (typeof objectOf !== 'string') return;
  for (const name of Object.keys(jsonSchema)) delete jsonSchema[name];
  jsonSchema.$ref = `#/components/schemas/${objectOf}`;
}

/** Of what JSON has no word for. What a function makes of something else may be anything that it has. */
const unsayable: ReadonlySet<string> = new Set(['custom', 'bigint', 'symbol', 'date', 'map', 'set', 'file']);

export function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.JSONSchema | undefined {
  let isSayable = true;
  const said = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override(context) {
      if (unsayable.has(context.zodSchema._zod.def.type)) isSayable = false;
      asReference(context);
    },
  });
  return isSayable ? said : undefined;
}
