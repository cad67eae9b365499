import type { Directory } from '@mailyard/directory';
import {
  isCsrfToken,
  SignInPostponed,
  type AdministratorSignIn,
  type SignedInAdministrator,
} from '@mailyard/sign-in';
import type { Request, RequestHandler, Response } from 'express';

import { isApi, sendProblem } from '../api/answer/api-problems.js';
import { authorizationOf } from './authorization.js';
import { postponement } from './postponement.js';
import { signInPath } from './next-page.js';
import { addressOf, signIn } from './request-caller.js';
import { isSameOrigin } from './same-origin.js';
import { sessionValueOf } from './session-cookie.js';

export interface SignInGuard {
  readonly administrators: AdministratorSignIn;
  readonly directory: Directory;
}

/** Lets in who brings a password (RFC 7617), a token (RFC 6750) or the cookie of a session. */
export function requireSignIn({ administrators, directory }: SignInGuard): RequestHandler {
  return async (request, response, next) => {
    try {
      const signedIn = await signedInBy(request, administrators);
      if (signedIn === undefined) {
        refuseStranger(request, response);
        return;
      }
      if (signedIn.by === 'session' && !isOwnPage(request)) {
        const detail = 'What changes something has to come from a page of this site, with X-XSRF-TOKEN.';
        refuse(request, response, { status: 403, title: 'Forbidden', detail });
        return;
      }
      signIn(request, signedIn, directory);
      next();
    } catch (error) {
      if (error instanceof SignInPostponed) refusePostponed(request, response, error);
      else next(error);
    }
  };
}

function signedInBy(
  request: Request,
  administrators: AdministratorSignIn,
): Promise<SignedInAdministrator | undefined> {
  const header = request.headers.authorization;
  const value = sessionValueOf(request);
  if (header === undefined) {
    return value === undefined ? Promise.resolve(undefined) : administrators.withSession(value);
  }
  const authorization = authorizationOf(header);
  if (authorization === undefined) return Promise.resolve(undefined);
  const address = addressOf(request);
  return authorization.scheme === 'Bearer'
    ? administrators.withToken(authorization.token, address)
    : administrators.withPassword(authorization, address);
}

/** A browser sends the cookie along with whatever another site makes it request; the token it does not know. */
function isOwnPage(request: Request): boolean {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD') return true;
  const { 'x-xsrf-token': token } = headers;
  return (
    isSameOrigin(headers) && typeof token === 'string' && isCsrfToken(sessionValueOf(request) ?? '', token)
  );
}

function refuseStranger(request: Request, response: Response): void {
  if (isNavigation(request)) {
    response.redirect(303, signInPath(request.originalUrl));
    return;
  }
  // A page that signs in by itself must not have the browser ask.
  if (request.headers['x-requested-with'] === undefined) {
    response.set('WWW-Authenticate', 'Basic realm="Mailyard", charset="UTF-8"');
  }
  refuse(request, response, signInRefused);
}

/** Somebody opens a page; the form has room for a code, which the browser's own question for a password has not. */
function isNavigation({ method, headers, originalUrl }: Request): boolean {
  const isPage = method === 'GET' && headers.accept?.includes('text/html') === true && !isApi(originalUrl);
  return isPage && headers.authorization === undefined;
}

/** For whatever reason. */
export const signInRefused = {
  status: 401,
  title: 'Unauthorized',
  detail: 'Name, password, code or token are not right, or none was given.',
} as const;

export function refusePostponed(request: Request, response: Response, error: SignInPostponed): void {
  const { seconds, ...answer } = postponement(error);
  response.set('Retry-After', String(seconds));
  refuse(request, response, answer);
}

/** Programs read a problem (RFC 9457), people a line. */
function refuse(
  { originalUrl }: Request,
  response: Response,
  { status, title, detail }: { readonly status: number; readonly title: string; readonly detail: string },
): void {
  if (isApi(originalUrl)) sendProblem(response, { type: 'about:blank', title, status, detail });
  else response.status(status).type('text/plain').send(`${detail}\n`);
}
