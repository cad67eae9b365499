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
  const tag = answer.headers.get('etag') ?? undefined;
  const told: unknown = await jsonOf(answer);
  if (answer.ok) {
    noteUse();
    return { body: told as T, tag };
  }
  if (answer.status === 401) endSession();
  throw new Problem(told as ProblemDetails, tag);
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
