import { bounded } from '@mailyard/service';
import { z } from 'zod';

const mask = '********';

/** An input as the audit log keeps it, each parameter as bounded text: what no schema names, or one calls secret, is not in it. */
export function recordedParameters(schema: z.ZodType, input: unknown): Readonly<Record<string, string>> {
  const known = withoutSecrets(schema, input);
  if (!isRecord(known)) return {};
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, bounded(typeof value === 'string' ? value : JSON.stringify(value))]],
    ),
  );
}

/** The input as others may read it: what no schema names is left out, what one calls secret is masked. */
export function withoutSecrets(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (schema.meta()?.['secret'] === true) return mask;
  if (schema instanceof z.ZodObject) return fieldsWithoutSecrets(schema, value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((each) => withoutSecrets(schema.element as z.ZodType, each));
  }
  if (schema instanceof z.ZodRecord) return eachWithoutSecrets(schema, value);
  const inner = within(schema);
  return inner === undefined ? value : withoutSecrets(inner, value);
}

function fieldsWithoutSecrets({ shape }: z.ZodObject, value: unknown): unknown {
  const given = isRecord(value) ? value : {};
  return Object.fromEntries(
    Object.entries(shape as Readonly<Record<string, z.ZodType>>).map(([name, field]) => [
      name,
      withoutSecrets(field, ownOf(given, name)),
    ]),
  );
}

function eachWithoutSecrets({ valueType }: z.ZodRecord, value: unknown): unknown {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.map(([name, each]) => [name, withoutSecrets(valueType as z.ZodType, each)]),
  );
}

/** The schema that another one is only wrapped around. */
function within(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodPipe) return schema.in as z.ZodType;
  const wraps = [z.ZodOptional, z.ZodDefault, z.ZodPrefault, z.ZodNullable, z.ZodReadonly];
  const wrapper = wraps.some((wrap) => schema instanceof wrap)
    ? (schema as z.ZodOptional<z.ZodType>)
    : undefined;
  return wrapper?.unwrap();
}

/** A list has a `filter` of its own kind. */
function ownOf(given: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
