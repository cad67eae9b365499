import type { CookieOptions, Request, Response } from 'express';

/** What binds the answer of a provider to the browser that was sent there, and to what was asked (RFC 6749 §10.12, RFC 7636). */
export interface OpenIdTransaction {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

const lastsMs = 10 * 60_000;

/** Random values of this browser, which are of use to nobody else: nothing is kept here for whoever never comes back. */
function cookieName({ secure }: Pick<Request, 'secure'>): string {
  return secure ? '__Host-mailyard-openid' : 'mailyard-openid';
}

/** The provider's page leads back here: Strict would leave the cookie out. */
function options({ secure }: Pick<Request, 'secure'>): CookieOptions {
  return { path: '/', secure, httpOnly: true, sameSite: 'lax' };
}

export function giveTransaction(request: Request, response: Response, transaction: OpenIdTransaction): void {
  const { state, nonce, codeVerifier } = transaction;
  const value = [state, nonce, codeVerifier].join('.');
  response.cookie(cookieName(request), value, { ...options(request), maxAge: lastsMs });
}

/** It counts once; undefined: this browser was not sent to the provider, or long ago. */
export function takeTransaction(request: Request, response: Response): OpenIdTransaction | undefined {
  response.clearCookie(cookieName(request), options(request));
  const name = `${cookieName(request)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? '';
  const [state, nonce, codeVerifier] = value.split('.');
  if (!state || !nonce || !codeVerifier) return undefined;
  return { state, nonce, codeVerifier };
}
