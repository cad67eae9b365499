import type { ProblemDetails } from '@mailyard/operations';

import { noteUse } from './last-use.js';
import { Problem, Unreachable } from './problem.js';

export interface Ask {
  readonly body?: unknown;
  /** RFC 9110 §13.1.1: refused unless the object is still that one. */
  readonly ifMatch?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  readonly body: T;
  /** RFC 9110 §8.8.3 */
  readonly tag: string | undefined;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

let endSession: () => void = () => undefined;

/** What is to happen when the server knows the session no more. */
export function onSessionEnd(listener: () => void): void {
  endSession = listener;
}

/** Asks the API; throws a Problem or Unreachable. The server has checked what it answers. */
export async function ask<T>(
  method: Method,
  path: string,
  { body, ifMatch, signal }: Ask = {},
): Promise<Answer<T>> {
  const answer = await answered(method, path, { body, ifMatch, signal });
  const tag = answer.headers.get('etag') ?? undefined;
  return { body: (await jsonOf(answer)) as T, tag };
}

/** What is told before the answer, and the answer. */
type Line<T> = { readonly step: unknown } | { readonly output: T } | { readonly problem: ProblemDetails };

export interface AskSteps {
  readonly body: unknown;
  readonly signal: AbortSignal;
  readonly onStep: (step: unknown) => void;
}

/** Asks, and hears of each step as it happens; the signal stops what was asked for. */
export async function askSteps<T>(path: string, { body, signal, onStep }: AskSteps): Promise<T> {
  const { body: stream, url } = await answered('POST', path, { body, signal });
  for await (const line of linesOf(stream)) {
    const told = JSON.parse(line) as Line<T>;
    if ('output' in told) return told.output;
    if ('problem' in told) throw new Problem(told.problem, undefined);
    onStep(told.step);
  }
  throw new Unreachable(`${url} told no end.`);
}

async function* linesOf(stream: Response['body']): AsyncGenerator<string> {
  const reader = stream?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const read = await reader?.read();
    if (read?.value === undefined) return;
    const lines = (rest + read.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** Throws a Problem for what is refused. */
async function answered(method: Method, path: string, { body, ifMatch, signal }: Ask): Promise<Response> {
  const answer = await fetched(path, {
    method,
    headers: {
      Accept: 'application/json, application/problem+json',
      // Without it a browser would ask for a password of its own.
      'X-Requested-With': 'fetch',
      ...(method !== 'GET' && { 'X-XSRF-TOKEN': csrfToken() }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  });
  if (answer.ok) {
    noteUse();
    return answer;
  }
  if (answer.status === 401) endSession();
  throw new Problem((await jsonOf(answer)) as ProblemDetails, answer.headers.get('etag') ?? undefined);
}

async function fetched(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable('The admin centre does not answer.', { cause: error });
  }
}

/** A proxy in between may say something else. */
async function jsonOf(answer: Response): Promise<unknown> {
  if (answer.status === 204) return undefined;
  if (/json/.test(answer.headers.get('content-type') ?? '')) return answer.json();
  if (answer.ok) throw new Unreachable(`${answer.url} answered with something else than JSON.`);
  const title = answer.statusText || `HTTP ${answer.status}`;
  return { type: 'about:blank', title, status: answer.status, detail: (await answer.text()).slice(0, 500) };
}

/** The cookie beside that of the session, which no script can read. */
function csrfToken(): string {
  const pair = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='));
  return pair?.slice('XSRF-TOKEN='.length) ?? '';
}
