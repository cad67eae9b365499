import { operations } from '../index.js';
import { openApi } from './open-api.js';

type Json = Readonly<Record<string, unknown>>;

const document = openApi('0.0.0', operations);
const paths = Object.entries(document['paths'] as Readonly<Record<string, Json>>);
const methods = ['get', 'post', 'patch', 'delete'];

interface Described {
  readonly operationId?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: object }[];
  readonly responses?: Readonly<Record<string, Json>>;
}

const described = paths.flatMap(([path, item]) =>
  methods
    .filter((method) => method in item)
    .map((method) => ({ path, item: item as Described, method: item[method] as Described })),
);

/** Every object in a part of the document. */
function* objectsIn(part: unknown): Generator<Json> {
  if (typeof part !== 'object' || part === null) return;
  if (!Array.isArray(part)) yield part as Json;
  for (const each of Object.values(part)) yield* objectsIn(each);
}

it('OpenAPI 3.1 §4.8.8: every path says what its parameters are, each once', () => {
  for (const { path, item, method } of described) {
    const parameters = [...(item.parameters ?? []), ...(method.parameters ?? [])];
    const names = parameters.map((each) => `${each.in} ${each.name}`);
    expect(new Set(names).size).toBe(names.length);
    const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => `path ${name}`);
    expect(names.filter((name) => name.startsWith('path '))).toEqual(inPath);
    for (const parameter of parameters) {
      expect(parameter).toMatchObject({ schema: expect.any(Object) as object });
      expect(parameter.required === true || parameter.in !== 'path').toBe(true);
    }
  }
});

it('OpenAPI 3.1 §4.8.10: an operationId is that of one operation, and every answer is described', () => {
  const ids = described.flatMap(({ method }) => method.operationId ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { method } of described) {
    const answers = Object.entries(method.responses ?? {});
    expect(answers.length).toBeGreaterThan(0);
    for (const [status, answer] of answers) {
      expect(status).toMatch(/^(?:[2-5]\d\d|default)$/);
      expect('$ref' in answer || typeof answer['description'] === 'string').toBe(true);
    }
  }
});

it('RFC 6901: every reference leads to something', () => {
  const references = Array.from(objectsIn(document), ({ $ref }) => $ref).filter(
    (reference) => typeof reference === 'string',
  );
  expect(references.length).toBeGreaterThan(100);
  for (const reference of new Set(references)) {
    const [, ...steps] = reference.split('/');
    let found: unknown = document;
    for (const step of steps) found = (found as Json | undefined)?.[step];
    expect(found).toBeDefined();
  }
});

it('ECMA-262 §22.2: every pattern is one', () => {
  const patterns = Array.from(objectsIn(document), ({ pattern }) => pattern).filter(
    (pattern) => typeof pattern === 'string',
  );
  expect(patterns.length).toBeGreaterThan(10);
  for (const pattern of new Set(patterns)) expect(() => new RegExp(pattern, 'u')).not.toThrow();
});

it('every operation of the system is there, but for those that give what JSON cannot say', () => {
  const ids = new Set(described.map(({ method }) => method.operationId));
  const absent = operations.filter(({ name }) => !ids.has(name)).map(({ name }) => name);
  expect(absent).toEqual(['Export-Message']);
});
