import { kinds } from '@mailyard/directory';

import { neededParameters, parameterSchemas } from '../objects/object-parameters.js';
import { about, content, how, ifMatch, problems, query, ref, type Json } from './open-api-words.js';
import type { Resource } from './resources.js';

const identity: Json = {
  name: 'identity',
  in: 'path',
  required: true,
  schema: { type: 'string' },
  description: String.raw`Name, Server\Name, Guid.`,
};
const ifNoneMatch: Json = {
  name: 'If-None-Match',
  in: 'header',
  schema: { type: 'string' },
  description: 'The ETag of what is known already; the same one is answered 304.',
};
const tagged: Json = { ETag: { description: 'Of an object its own.', schema: { type: 'string' } } };
/** What is answered with an ETag. */
const taggedAnswers = (description: string, schema: Json, status = '200'): Json => ({
  [status]: { description, headers: tagged, content: content(schema) },
  ...problems,
});
const known: Json = { 304: { description: 'It is as it was.', headers: tagged } };
const partOfList: readonly Json[] = [
  query('offset', { type: 'integer', minimum: 0, default: 0 }, 'Where the part begins.'),
  query('limit', { type: 'integer', minimum: 1, maximum: 10_000, default: 100 }, 'How many at most.'),
  query('identity', { type: 'string' }, 'Also with *.'),
  query('server', { type: 'string' }, 'Those of this server alone.'),
];

const tags = ['objects'];

/** What the API has about the objects of a kind. */
export function resourcePaths(resource: Resource): readonly (readonly [string, Json])[] {
  const { name, kind, isSingle, operations } = resource;
  const { noun } = kinds[kind];
  const list = {
    type: 'object',
    properties: { total: { type: 'integer' }, rows: { type: 'array', items: ref(noun) } },
  };
  const body = { requestBody: { required: true, content: content(ref(noun)) } };
  const changed = taggedAnswers('What has become of it.', ref('ChangedObject'));
  const changing = { parameters: [...how, ifMatch] };
  const patch = operations.Set && {
    patch: { tags, ...about(operations.Set), ...changing, ...body, responses: changed },
  };
  const read = operations.Get === undefined ? {} : about(operations.Get);
  const one = { ...taggedAnswers('The object.', ref(noun)), ...known };
  const getOne = { tags, ...read, parameters: [ifNoneMatch], responses: one };
  if (isSingle) return [[`/${name}`, { get: getOne, ...patch }]];
  const part = { ...taggedAnswers('A part of the list.', list), ...known };
  const get = { tags, ...read, parameters: [...partOfList, ifNoneMatch], responses: part };
  const made = taggedAnswers('It was made.', ref('ChangedObject'), '201');
  const post = operations.New && {
    post: {
      tags,
      ...about(operations.New),
      ...changing,
      requestBody: {
        required: true,
        content: content({ allOf: [ref(noun)], required: neededParameters(kind) }),
      },
      responses: made,
    },
  };
  const removal = operations.Remove && {
    delete: { tags, ...about(operations.Remove), ...changing, responses: changed },
  };
  return [
    [`/${name}`, { get, ...post }],
    [`/${name}/{identity}`, { parameters: [identity], get: getOne, ...patch, ...removal }],
  ];
}

/** What can be said of an object, and what is told of it. */
export function objectSchema(kind: Resource['kind']): Json {
  return {
    type: 'object',
    properties: {
      Guid: { type: 'string', format: 'uuid', readOnly: true },
      Identity: { type: 'string', readOnly: true },
      ...parameterSchemas(kind),
    },
  };
}
