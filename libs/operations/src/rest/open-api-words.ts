import { z } from 'zod';

import { rightsFor, type Operation } from '../operation.js';
import { jsonSchemaOf } from './offered-operations.js';

/** Of an OpenAPI document, or a JSON Schema in it. */
export type Json = Readonly<Record<string, unknown>>;

export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
export const content = (schema: Json, type = 'application/json'): Json => ({ [type]: { schema } });
export const problems: Json = { default: { $ref: '#/components/responses/Problem' } };

export function answers(description: string, schema: Json, status = '200'): Json {
  return { [status]: { description, content: content(schema) }, ...problems };
}

export function query(name: string, schema: Json, description: string): Json {
  return { name, in: 'query', schema, description };
}

/** What an operation does, and what whoever orders it must hold. */
export function about(operation: Operation): Json {
  return { summary: operation.summary, description: `Needs the right ${rightsFor(operation).join(' or ')}.` };
}

/** How a change is to be made. */
export const how: readonly Json[] = [
  query('validateOnly', { type: 'boolean', default: false }, 'Changes nothing.'),
  query('force', { type: 'boolean', default: false }, 'It is meant, whatever the dangers.'),
];
export const ifMatch: Json = {
  name: 'If-Match',
  in: 'header',
  schema: { type: 'string' },
  description: 'The ETag that the change is made of; another one is answered 412.',
};

/** Without the line that says in which language it is: OpenAPI 3.1 says it once. */
export function plain(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = jsonSchemaOf(schema) ?? z.toJSONSchema(schema, { unrepresentable: 'any' });
  return rest;
}
