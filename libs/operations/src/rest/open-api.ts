import { kinds } from '@mailyard/directory';
import type { ServerRole } from '@mailyard/service';

import { cmdlets } from '../cmdlets/all-cmdlets.js';
import { importExchangeConfiguration } from '../imports/import-exchange-configuration.js';
import { changedObject } from '../objects/object-change.js';
import { rightsFor, type Operation } from '../operation.js';
import { isOfRole } from '../server-roles/server-role.js';
import { eventPaths } from './event-paths.js';
import { exportPath } from './export-path.js';
import { exportsPaths } from './exports-paths.js';
import { signedInView, signInInput } from './session-resource.js';
import { isOffered } from './offered-operations.js';
import { about, answers, content, how, ifMatch, plain, problems, ref, type Json } from './open-api-words.js';
import { objectSchema, resourcePaths } from './resource-paths.js';
import { resources } from './resources.js';
import { sendPaths } from './send-paths.js';
import { routePaths } from './route-paths.js';

/** OpenAPI 3.1 of the API; JSON Schema is its own language for values. Of a server of the role, or of all. */
export function openApi(version: string, operations: readonly Operation[], role?: ServerRole): Json {
  const isThere = (name: string): boolean => role === undefined || isOfRole(name, role);
  const offered = operations.filter((each) => isOffered(each) && isThere(each.name));
  const own = resources.filter(({ kind }) => isThere(`Get-${kinds[kind].noun}`));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mailyard',
      version,
      description: 'Objects, operations and cmdlets of an organization; docs/api.md says how they are used.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ basic: [] }, { token: [] }, { session: [] }],
    tags: ['session', 'objects', 'cmdlets', 'operations', 'events', 'send'].map((name) => ({ name })),
    paths: {
      ...sessionPath(),
      ...Object.fromEntries(own.flatMap(resourcePaths)),
      ...cmdletPaths(cmdlets.map(({ name }) => name).filter(isThere)),
      '/imports': { post: importPath() },
      ...routePaths(),
      ...(role === 'Edge' ? {} : sendPaths),
      '/messages/{id}/export': { get: exportPath },
      ...Object.fromEntries(
        Object.entries(exportsPaths).filter(([, { get }]) => isThere(get['x-operation'])),
      ),
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
        ...Object.fromEntries(own.map(({ kind }) => [kinds[kind].noun, objectSchema(kind)])),
      },
      responses: {
        Problem: { description: 'A problem.', content: content(ref('Problem'), 'application/problem+json') },
      },
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

function sessionPath(): Json {
  const session = (summary: string) => ({ tags: ['session'], summary });
  return {
    '/session': {
      get: {
        ...session('Who has signed in, and may do what.'),
        responses: answers('Who.', plain(signedInView)),
      },
      post: {
        ...session('Signs in; the answer sets the cookie of the session.'),
        security: [],
        requestBody: { required: true, content: content(plain(signInInput)) },
        responses: answers('Who has signed in.', plain(signedInView), '201'),
      },
      delete: {
        ...session('Signs out.'),
        responses: { 204: { description: 'The session has ended.' }, ...problems },
      },
    },
  };
}

function importPath(): Json {
  const { input, output } = importExchangeConfiguration;
  return {
    tags: ['objects'],
    ...about(importExchangeConfiguration),
    parameters: [...how, ifMatch],
    requestBody: { required: true, content: content(plain(input)) },
    responses: answers('What becomes of each object.', plain(output)),
  };
}

function cmdletPaths(names: readonly string[]): Json {
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
