import type { IncomingMessage } from 'node:http';

import { openApi, operations } from '@mailyard/operations';
import { version } from '@mailyard/service';
import type { Request, RequestHandler, Response } from 'express';

import { sendProblem } from '../answer/api-problems.js';

type Described = Readonly<Record<string, DescribedMethod>>;

interface DescribedMethod {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema?: { readonly pattern?: string };
  }[];
  readonly responses?: Readonly<Record<string, Answer>>;
}

interface Answer {
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Of a path: a word, or what stands for any that fits. */
type Segment = string | RegExp;

/** A path of the description, and what is said of it. */
interface KnownPath {
  readonly segments: readonly Segment[];
  /** In capitals, with those that come of themselves. */
  readonly methods: readonly string[];
  /** What is answered to each method. */
  readonly types: ReadonlyMap<string, readonly string[]>;
}

const knownPaths: readonly KnownPath[] = Object.entries(
  openApi(version, operations)['paths'] as Readonly<Record<string, Described>>,
).map(([path, described]) => {
  const methods = ['get', 'post', 'patch', 'delete'].filter((method) => method in described);
  const segments = path.split('/').slice(1);
  return {
    segments: segments.map((text) => segmentOf(text, Object.values(described))),
    methods: [
      ...methods.map((method) => method.toUpperCase()),
      ...('get' in described ? ['HEAD'] : []),
      'OPTIONS',
    ],
    types: new Map(methods.map((method) => [method.toUpperCase(), typesIn(described[method]?.responses)])),
  };
});

/** By how many segments they have: a request is compared with few. What is written out goes before what stands for anything. */
const pathsOfLength = Map.groupBy(
  knownPaths.toSorted((one, other) => wildcards(one) - wildcards(other)),
  ({ segments }) => segments.length,
);

function wildcards({ segments }: KnownPath): number {
  return segments.filter((each) => typeof each === 'object').length;
}

function segmentOf(text: string, methods: readonly DescribedMethod[]): Segment {
  const name = /^\{(\w+)\}$/.exec(text)?.[1];
  if (name === undefined) return text;
  const known = methods.flatMap(({ parameters = [] }) => parameters);
  const { schema } = known.find((parameter) => parameter.in === 'path' && parameter.name === name) ?? {};
  return new RegExp(schema?.pattern ?? '');
}

function typesIn(responses: Readonly<Record<string, Answer>> = {}): readonly string[] {
  return Object.values(responses).flatMap(({ content = {} }) => Object.keys(content));
}

/**
 * What a request to a path of the description may be: RFC 9110 §15.5.6 (a method that it does not have), §9.3.7 (OPTIONS),
 * §15.5.7 (an answer that it has not).
 */
export const requestForm: RequestHandler = (request, response, next) => {
  const known = knownPath(request.path);
  if (known === undefined) {
    next();
    return;
  }
  const { method } = request;
  if (method === 'OPTIONS') response.status(204).set('Allow', known.methods.join(', ')).end();
  else if (!known.methods.includes(method)) refuseMethod(known, request, response);
  else if (request.accepts([...typesFor(known, method)]) === false) refuseType(known, request, response);
  else next();
};

function refuseMethod({ methods }: KnownPath, { method, path }: Request, response: Response): void {
  response.set('Allow', methods.join(', '));
  const detail = `${method} means nothing for ${path}: ${methods.join(', ')}`;
  sendProblem(response, { type: 'about:blank', title: 'Method Not Allowed', status: 405, detail });
}

function refuseType(known: KnownPath, { method }: IncomingMessage, response: Response): void {
  const detail = `Answers are ${typesFor(known, method ?? '').join(' or ')}.`;
  sendProblem(response, { type: 'about:blank', title: 'Not Acceptable', status: 406, detail });
}

function typesFor({ types }: KnownPath, method: string): readonly string[] {
  return types.get(method === 'HEAD' ? 'GET' : method) ?? [];
}

function knownPath(path: string): KnownPath | undefined {
  if (!path.startsWith('/v1/')) return undefined;
  const asked = path.slice('/v1/'.length).replace(/\/$/, '').split('/');
  return pathsOfLength
    .get(asked.length)
    ?.find(({ segments }) => segments.every((segment, at) => fits(segment, asked[at])));
}

function fits(segment: Segment, text = ''): boolean {
  return typeof segment === 'string' ? segment === text : segment.test(text);
}
