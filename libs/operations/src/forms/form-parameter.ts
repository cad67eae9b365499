import { kinds, type ObjectKind } from '@mailyard/directory';
import { z } from 'zod';

import { kindParameters, type ValueSchema } from '../cmdlets/objects/kind-parameters.js';
import { neededParameters, parameterSchemas } from '../objects/object-parameters.js';

const condition = z
  .object({ parameter: z.string(), values: z.array(z.union([z.string(), z.boolean()])).readonly() })
  .readonly();

/** A field of a form. */
export const formParameter = z
  .object({
    name: z.string(),
    label: z.string(),
    help: z.string(),
    type: z.enum([
      'string',
      'boolean',
      'integer',
      'number',
      'size',
      'timespan',
      'enum',
      'credential',
      'object',
    ]),
    multiple: z.boolean().describe('A list.'),
    values: z.array(z.string()).readonly().optional().describe('Words that it may be.'),
    default: z.unknown().optional().describe('As objects have it: octets, milliseconds.'),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    maxLength: z.int().optional(),
    required: z.boolean().describe('A new object must be given it.'),
    secret: z.boolean().describe('It is taken and never told.'),
    fixed: z
      .string()
      .optional()
      .describe('It is said once, when the object is made; what can be changed instead.'),
    inert: z.boolean().describe('It is kept, and does nothing.'),
    onlyIf: z
      .array(condition)
      .readonly()
      .optional()
      .describe('It means something only while each of these parameters has one of these values.'),
    tab: z.string(),
  })
  .readonly();

export type FormParameter = z.output<typeof formParameter>;
type Type = FormParameter['type'];

/** What is taken beside the parameters of objects. */
const passwords: Readonly<Partial<Record<ObjectKind, string>>> = {
  Mailboxes: 'Of its user; without one nobody can sign in yet.',
  Credentials: 'Of the account; a new one that is given none gets one, which is told once.',
};

interface Schema extends ValueSchema {
  readonly inert?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** All of a kind, in the order of its schema. */
export function formParameters(kind: ObjectKind): readonly FormParameter[] {
  const schemas = parameterSchemas(kind);
  const needed = neededParameters(kind);
  const own = kindParameters(kind).map((each) => {
    const schema = schemas[each.name] as Schema;
    return {
      ...placed(kind, each.name),
      help: each.description,
      type: each.type as Type,
      multiple: each.multiple,
      ...(each.values !== undefined && { values: each.values }),
      ...(schema.default !== undefined && { default: schema.default }),
      ...rangeOf(each.multiple ? (schema.items ?? {}) : schema),
      required: needed.includes(each.name),
      secret: each.type === 'credential' || each.name === 'OAuth',
      inert: schema.inert === true,
    };
  });
  const help = passwords[kind];
  if (help === undefined) return own;
  const password = {
    type: 'credential',
    multiple: false,
    required: false,
    secret: true,
    inert: false,
  } as const;
  return [...own, { ...placed(kind, 'Password'), help, ...password }];
}

function placed(kind: ObjectKind, name: string) {
  const { form, fixed = [] } = kinds[kind];
  const once = fixed.find(({ parameter }) => parameter === name);
  const onlyIf = form?.onlyIf?.[name];
  return {
    name,
    label: form?.labels?.[name] ?? labelOf(name),
    ...(once !== undefined && { fixed: once.instead ?? '' }),
    ...(onlyIf !== undefined && { onlyIf }),
    tab: tabOf(kind, name),
  };
}

const general = 'General';

/** What no tab names is on the last one. */
export function tabOf(kind: ObjectKind, name: string): string {
  const { tabs = [] } = kinds[kind].form ?? {};
  const named = (each: string | RegExp): boolean =>
    typeof each === 'string' ? each === name : each.test(name);
  // What is named goes before what fits.
  const exact = tabs.find(({ parameters }) => parameters.includes(name));
  const found = exact ?? tabs.find(({ parameters }) => parameters.some(named));
  return (found ?? tabs.at(-1))?.name ?? general;
}

/** `MaxMessageSize`: Maximum message size. */
export function labelOf(name: string): string {
  const words = name.match(/[A-Z]{2,}(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+/g) ?? [name];
  const said = words.map((word, at) => {
    const whole = { Max: 'Maximum', Min: 'Minimum' }[word] ?? word;
    return at === 0 || /^[A-Z]{2}/.test(word) ? whole : whole.toLowerCase();
  });
  return said.join(' ');
}

/** What JSON numbers can be is no range. */
function rangeOf({
  minimum,
  maximum,
  maxLength,
  anyOf = [],
}: Schema): Pick<FormParameter, 'minimum' | 'maximum' | 'maxLength'> {
  const known = [{ minimum, maximum, maxLength }, ...anyOf].find(
    (each) => each.minimum !== undefined || each.maximum !== undefined || each.maxLength !== undefined,
  );
  const isReal = (value: number | undefined): value is number =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  return {
    ...(isReal(known?.minimum) && { minimum: known.minimum }),
    ...(isReal(known?.maximum) && { maximum: known.maximum }),
    ...(known?.maxLength !== undefined && { maxLength: known.maxLength }),
  };
}
