import { csrfTokenOf } from '@mailyard/sign-in';
import type { CookieOptions, Request, Response } from 'express';

/**
 * `__Host-` binds a cookie to this host and to TLS (RFC 6265bis §4.1.3.2); over plain HTTP, which is there on loopback
 * alone, browsers refuse that name.
 */
function cookieName({ secure }: Pick<Request, 'secure'>): string {
  return secure ? '__Host-mailyard' : 'mailyard';
}

/** What axios, and so Bull Board, sends back in the header `X-XSRF-TOKEN`. */
const csrfCookie = 'XSRF-TOKEN';

function options({ secure }: Pick<Request, 'secure'>): CookieOptions {
  return { path: '/', secure, sameSite: 'strict' };
}

/** The value of the session; undefined: the request brings none. */
export function sessionValueOf(request: Pick<Request, 'secure' | 'headers'>): string | undefined {
  const name = cookieName(request);
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

export function giveSession(request: Request, response: Response, value: string): void {
  response.cookie(cookieName(request), value, { ...options(request), httpOnly: true });
  response.cookie(csrfCookie, csrfTokenOf(value), options(request));
}

export function takeSession(request: Request, response: Response): void {
  response.clearCookie(cookieName(request), { ...options(request), httpOnly: true });
  response.clearCookie(csrfCookie, options(request));
}
