import { kinds, type ObjectKind } from '@mailyard/directory';
import { z } from 'zod';

import { secret } from '../operation.js';

/** A credential as a shell hands it over, or with the variable that `secrets` has the password by. */
const credential = z
  .looseObject({ UserName: z.unknown(), Password: z.unknown().meta(secret) })
  .partial()
  .nullable();

/** Parameters whose values have secrets in them. */
const withSecrets: Readonly<Record<string, z.ZodType>> = {
  AuthenticationCredential: credential,
  OAuth: z
    .looseObject({ ClientSecret: z.unknown().meta(secret) })
    .partial()
    .nullable(),
  Password: z.unknown().meta(secret),
};

/** The names of what can be said of an object. Every start needs them, and few the schemas, which take long to make. */
export function parameterNames(kind: ObjectKind): readonly string[] {
  return Object.keys(saidShape(kind)).filter((name) => !isWithheld(kind, name));
}

type ParameterSchemas = Readonly<Record<string, z.core.JSONSchema.JSONSchema>>;

/** A kind's schema is what it is for the life of the process. */
const known = new Map<ObjectKind, ParameterSchemas>();

/** JSON Schemas of what can be said of an object, by name. */
export function parameterSchemas(kind: ObjectKind): ParameterSchemas {
  const schemas = known.get(kind) ?? readSchemas(kind);
  known.set(kind, schemas);
  return schemas;
}

function readSchemas(kind: ObjectKind): ParameterSchemas {
  const { properties = {} } = z.toJSONSchema(saidSchema(kind), {
    io: 'output',
    unrepresentable: 'any',
    // That nothing changes a value in place is no matter of whoever says it.
    override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
  });
  const shown = Object.entries(properties).filter(([name]) => !isWithheld(kind, name));
  return Object.fromEntries(shown) as ParameterSchemas;
}

function isWithheld(kind: ObjectKind, name: string): boolean {
  const { text, secret: hidden, managed = [] } = kinds[kind];
  const isOther = managed.includes(name) || Object.hasOwn(text.textOnly ?? {}, name);
  return name === 'Guid' || isOther || hidden?.parameters.includes(name) === true;
}

/** The fields of a kind's schema: that of an object, which may be read-only, or have something done before or after it. */
function saidShape(kind: ObjectKind, schema = saidSchema(kind)): Readonly<Record<string, z.ZodType>> {
  if (schema instanceof z.ZodObject) return schema.shape as Readonly<Record<string, z.ZodType>>;
  if (schema instanceof z.ZodReadonly) return saidShape(kind, schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) {
    const { in: before, out: after } = schema;
    return saidShape(kind, (before instanceof z.ZodTransform ? after : before) as z.ZodType);
  }
  throw new Error(`the schema of ${kind} is not that of an object`);
}

function saidSchema(kind: ObjectKind): z.ZodType {
  const { schema, parameters, text } = kinds[kind];
  return text.parameters ?? parameters ?? schema;
}

/** What comes of the server, of the usage type or of the name where it is not said. */
const givenOtherwise: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  ReceiveConnectors: ['Server', 'Fqdn', 'Bindings', 'RemoteIPRanges'],
  SendConnectors: ['SourceTransportServers'],
  DeliveryAgentConnectors: ['SourceTransportServers'],
  ForeignConnectors: ['SourceTransportServers', 'DropDirectory'],
  Mailboxes: ['PrimarySmtpAddress'],
  DistributionGroups: ['PrimarySmtpAddress'],
  DynamicDistributionGroups: ['PrimarySmtpAddress'],
};

/** Parameters that a new object must be given. */
export function neededParameters(kind: ObjectKind): readonly string[] {
  const others = ['Guid', ...(givenOtherwise[kind] ?? [])];
  return Object.entries(saidShape(kind))
    .filter(([name, field]) => !others.includes(name) && !field.safeParse(undefined).success)
    .map(([name]) => name);
}

/**
 * What is said of an object, as the audit log knows it. The kind's own schema judges the values, and says what it does not
 * know.
 */
export function saidParameters(kind: ObjectKind) {
  const names = [...parameterNames(kind), 'AuthenticationCredential', 'OAuth', 'Password'];
  const shape = Object.fromEntries(names.map((name) => [name, withSecrets[name] ?? z.unknown()] as const));
  return z.looseObject(shape).partial().meta({ objectOf: kinds[kind].noun });
}

export interface SaidSecrets {
  readonly written: Readonly<Record<string, unknown>>;
  /** By variable. */
  readonly secrets: Readonly<Record<string, string>>;
}

const places = [
  { parameter: 'AuthenticationCredential', secret: 'Password', variable: 'PasswordVariable' },
  { parameter: 'OAuth', secret: 'ClientSecret', variable: 'ClientSecretVariable' },
] as const;

/** As in a text: an object never has a secret, it names the variable that has it. */
export function withoutSecrets(said: Readonly<Record<string, unknown>>): SaidSecrets {
  const secrets: Record<string, string> = {};
  const written: Record<string, unknown> = { ...said };
  if (typeof written['Password'] === 'string') {
    secrets['PASSWORD'] = written['Password'];
    written['PasswordVariable'] = 'PASSWORD';
    delete written['Password'];
  }
  for (const { parameter, secret: name, variable } of places) {
    const value = written[parameter];
    if (typeof value !== 'object' || value === null) continue;
    const { [name]: given, ...open } = value as Readonly<Record<string, unknown>>;
    if (typeof given !== 'string') continue;
    const named = `${parameter.toUpperCase()}_SECRET`;
    secrets[named] = given;
    written[parameter] = { ...open, [variable]: named };
  }
  return { written, secrets };
}
