import { z } from 'zod';

import type { Right } from '../rights/right.js';
import { queryTerms } from '../searches/query/query-terms.js';
import { trackedField } from '../tracking/tracked-field.js';

/** Marks a field of an output that is of the content of messages: a subject. */
export const messageContent = { messageContent: true } as const;

/** Exchange's role that has Export-Message in it: whoever has it may read messages. */
export const contentRight: Right = 'Transport Queues';

const hidden = '********';

/** A schema is what it is for the life of the process. */
const known = new WeakMap<z.ZodType, boolean>();

/** Whether something of messages is in what has this schema. */
export function showsContent(schema: z.ZodType): boolean {
  const answer = known.get(schema) ?? (isMarked(schema) || partsOf(schema).some(showsContent));
  known.set(schema, answer);
  return answer;
}

/** The same with what is of messages hidden. */
export function withoutContent(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined || value === null || !showsContent(schema)) return value;
  if (isMarked(schema)) return hidden;
  if (schema instanceof z.ZodObject) return fieldsWithout(schema, value as Fields);
  const [inner] = partsOf(schema);
  if (inner === undefined) return value;
  return schema instanceof z.ZodArray
    ? (value as readonly unknown[]).map((each) => withoutContent(inner, each))
    : withoutContent(inner, value);
}

/**
 * Whether a question is about what is hidden: who finds by subject learns the subject. By the names that questions about
 * messages have.
 */
export function asksForContent(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  const { messageSubject, query, by, sort, where, filter } = input as Fields;
  const properties = [
    by,
    propertyOf(sort, 'by'),
    ...listOf(filter).map((each) => propertyOf(each, 'property')),
  ];
  return (
    messageSubject !== undefined ||
    (typeof query === 'string' && queryTerms(query).some((term) => trackedField(term) === 'subject')) ||
    properties.some((each) => typeof each === 'string' && subjectProperties.has(each)) ||
    (typeof where === 'string' && /\b(?:subject|anything)\b/i.test(where))
  );
}

/** Of messages in queues; the second one is what a bare word looks in. */
const subjectProperties: ReadonlySet<string> = new Set(['Subject', 'Anything']);

type Fields = Readonly<Record<string, unknown>>;

function isMarked(schema: z.ZodType): boolean {
  return schema.meta()?.['messageContent'] === true;
}

function fieldsWithout({ shape }: z.ZodObject, value: Fields): Fields {
  const fields: Readonly<Record<string, z.ZodType>> = shape;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const field = fields[name];
      return [name, field === undefined ? each : withoutContent(field, each)];
    }),
  );
}

/** What a schema is made of; of objects, lists and what is wrapped around another one. */
function partsOf(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values<z.ZodType>(schema.shape);
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return [schema.unwrap() as z.ZodType];
  }
  return [];
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Fields)[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
