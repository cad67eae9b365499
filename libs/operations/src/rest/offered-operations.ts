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

export function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.JSONSchema | undefined {
  try {
    return z.toJSONSchema(schema, { io: 'output', override: asReference });
  } catch {
    // Zod says so of what JSON Schema has no word for.
    return undefined;
  }
}
