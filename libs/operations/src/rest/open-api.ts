import { kinds } from '@mailyard/directory';
import { z } from 'zod';

import { cmdlets } from '../cmdlets/all-cmdlets.js';
import { importExchangeConfiguration } from '../imports/import-exchange-configuration.js';
import { changedObject } from '../objects/object-change.js';
import { neededParameters, parameterSchemas } from '../objects/object-parameters.js';
import { rightsFor, type Operation } from '../operation.js';
import { eventPaths } from './event-paths.js';
import { signedInView, signInInput } from './session-resource.js';
import { isOffered, jsonSchemaOf } from './offered-operations.js';
import { resources, type Resource } from './resources.js';
import { routePaths } from './route-paths.js';

type Json = Readonly<Record<string, unknown>>;

/** OpenAPI 3.1 of the API; JSON Schema is its own language for values. */
export function openApi(version: string, operations: readonly Operation[]): Json {
  const offered = operations.filter(isOffered);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mailyard',
      version,
      description: 'Objects, operations and cmdlets of an organization; docs/api.md says how they are used.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ basic: [] }, { token: [] }, { session: [] }],
    tags: ['session', 'objects', 'cmdlets', 'operations', 'events'].map((name) => ({ name })),
    paths: {
      ...sessionPath(),
      ...Object.fromEntries(resources.flatMap(resourcePaths)),
      ...cmdletPaths(),
      '/imports': { post: importPath() },
      ...routePaths(),
      ...eventPaths,
      ...Object.fromEntries(
        offered.map((each) => [`/operations/${each.name}`, { post: operationPath(each) }]),
      ),
    },
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        token: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-mailyard',
          description: 'Over plain HTTP `mailyard`; whatever changes something needs X-XSRF-TOKEN besides.',
        },
      },
      schemas: {
        Problem: problemSchema,
        ChangedObject: plain(changedObject),
        ...Object.fromEntries(resources.map(({ kind }) => [kinds[kind].noun, objectSchema(kind)])),
      },
      responses: {
        Problem: { description: 'A problem.', content: content(ref('Problem'), 'application/problem+json') },
      },
    },
  };
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: Json, type = 'application/json'): Json => ({ [type]: { schema } });
const problems: Json = { default: { $ref: '#/components/responses/Problem' } };

function answers(description: string, schema: Json, status = '200'): Json {
  return { [status]: { description, content: content(schema) }, ...problems };
}

function query(name: string, schema: Json, description: string): Json {
  return { name, in: 'query', schema, description };
}

const identity: Json = {
  name: 'identity',
  in: 'path',
  required: true,
  schema: { type: 'string' },
  description: String.raw`Name, Server\Name, Guid.`,
};
const how: readonly Json[] = [
  query('validateOnly', { type: 'boolean', default: false }, 'Changes nothing.'),
  query('force', { type: 'boolean', default: false }, 'It is meant, whatever the dangers.'),
];
const ifMatch: Json = {
  name: 'If-Match',
  in: 'header',
  schema: { type: 'string' },
  description: 'The ETag that the change is made of; another one is answered 412.',
};
const part: readonly Json[] = [
  query('offset', { type: 'integer', minimum: 0, default: 0 }, 'Where the part begins.'),
  query('limit', { type: 'integer', minimum: 1, maximum: 10_000, default: 100 }, 'How many at most.'),
  query('identity', { type: 'string' }, 'Also with *.'),
  query('server', { type: 'string' }, 'Those of this server alone.'),
];

function resourcePaths(resource: Resource): readonly (readonly [string, Json])[] {
  const { name, kind, isSingle, operations } = resource;
  const { noun } = kinds[kind];
  const list = {
    type: 'object',
    properties: { total: { type: 'integer' }, rows: { type: 'array', items: ref(noun) } },
  };
  const about = (summary: string) => ({ tags: ['objects'], summary });
  const body = { requestBody: { required: true, content: content(ref(noun)) } };
  const changed = answers('What has become of it.', ref('ChangedObject'));
  const patch = operations.Set && {
    patch: { ...about(operations.Set.summary), ...body, responses: changed },
  };
  const read = operations.Get?.summary ?? '';
  if (isSingle) {
    const get = { ...about(read), responses: answers('The object.', ref(noun)) };
    return [[`/${name}`, { get, ...patch, parameters: [...how, ifMatch] }]];
  }
  const get = { ...about(read), parameters: part, responses: answers('A part of the list.', list) };
  const made = answers('It was made.', ref('ChangedObject'), '201');
  const post = operations.New && {
    post: {
      ...about(operations.New.summary),
      parameters: how,
      requestBody: {
        required: true,
        content: content({ allOf: [ref(noun)], required: neededParameters(kind) }),
      },
      responses: made,
    },
  };
  const removal = operations.Remove && {
    delete: { ...about(operations.Remove.summary), responses: changed },
  };
  const one = { get: { ...about(read), responses: answers('The object.', ref(noun)) }, ...patch, ...removal };
  return [
    [`/${name}`, { get, ...post }],
    [`/${name}/{identity}`, { parameters: [identity, ...how, ifMatch], ...one }],
  ];
}

/** What can be said of an object, and what is told of it. */
function objectSchema(kind: Resource['kind']): Json {
  return {
    type: 'object',
    properties: {
      Guid: { type: 'string', format: 'uuid', readOnly: true },
      Identity: { type: 'string', readOnly: true },
      ...parameterSchemas(kind),
    },
  };
}

function operationPath(operation: Operation): Json {
  const { name, summary, input, output, audit } = operation;
  return {
    tags: ['operations'],
    operationId: name,
    summary,
    description: `Needs the right ${rightsFor(operation).join(' or ')}.${audit ? ' The audit log has it.' : ''}`,
    requestBody: { content: content(plain(input)) },
    responses: answers('What came of it.', plain(output)),
  };
}

/** Without the line that says in which language it is: OpenAPI 3.1 says it once. */
function plain(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = jsonSchemaOf(schema) ?? z.toJSONSchema(schema, { unrepresentable: 'any' });
  return rest;
}

function sessionPath(): Json {
  const about = (summary: string) => ({ tags: ['session'], summary });
  return {
    '/session': {
      get: {
        ...about('Who has signed in, and may do what.'),
        responses: answers('Who.', plain(signedInView)),
      },
      post: {
        ...about('Signs in; the answer sets the cookie of the session.'),
        security: [],
        requestBody: { required: true, content: content(plain(signInInput)) },
        responses: answers('Who has signed in.', plain(signedInView), '201'),
      },
      delete: {
        ...about('Signs out.'),
        responses: { 204: { description: 'The session has ended.' }, ...problems },
      },
    },
  };
}

function importPath(): Json {
  const { summary, input, output } = importExchangeConfiguration;
  return {
    tags: ['objects'],
    summary,
    parameters: [...how, ifMatch],
    requestBody: { required: true, content: content(plain(input)) },
    responses: answers('What becomes of each object.', plain(output)),
  };
}

function cmdletPaths(): Json {
  const names = cmdlets.map(({ name }) => name);
  const name = { name: 'name', in: 'path', required: true, schema: { type: 'string', enum: names } };
  const any = { type: 'object', additionalProperties: true };
  const texts = { type: 'array', items: { type: 'string' } };
  const request = {
    type: 'object',
    properties: {
      parameters: any,
      whatIf: { type: 'boolean' },
      force: { type: 'boolean', description: 'What is dangerous is meant.' },
      declined: { type: 'boolean', description: 'What would be asked is answered with No.' },
      properties: { ...texts, description: 'Only these of each object.' },
    },
  };
  const result = {
    type: 'object',
    properties: { output: { type: 'array', items: any }, warnings: texts, verbose: texts },
  };
  return {
    '/cmdlets': {
      get: {
        tags: ['cmdlets'],
        summary: 'All cmdlets, for shells.',
        responses: answers('The catalogue.', any),
      },
    },
    '/cmdlets/{name}': {
      post: {
        tags: ['cmdlets'],
        summary: 'Runs a cmdlet.',
        parameters: [name],
        requestBody: { content: content(request) },
        responses: answers('What it told.', result),
      },
    },
  };
}

const text: Json = { type: 'string' };

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457.',
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    parameter: text,
    value: {},
    rule: text,
    object: text,
    cure: text,
    declinable: { type: 'boolean' },
    current: { type: 'object', additionalProperties: true },
    problems: { type: 'array', items: { type: 'object', additionalProperties: true } },
  },
  required: ['type', 'title', 'status', 'detail'],
};
