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

export function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.JSONSchema | undefined {
  try {
    return z.toJSONSchema(schema, { io: 'output' });
  } catch {
    // Zod says so of what JSON Schema has no word for.
    return undefined;
  }
}
