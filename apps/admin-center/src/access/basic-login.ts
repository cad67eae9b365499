import { createHash, timingSafeEqual } from 'node:crypto';

import { webAdministrator, type Caller } from '@mailyard/operations';
import { plainAddress } from '@mailyard/schema';
import { adminUser, SignInPostponed, type SignInAttempt, type SignIns } from '@mailyard/sign-in';
import type { Request, RequestHandler, Response } from 'express';

import { isApi, sendProblem } from '../api/api-problems.js';

export interface BasicLogin {
  readonly password: string;
  readonly signIns: SignIns;
}

/** HTTP Basic (RFC 7617): a browser and curl both have it, and there is no session to steal. */
export function requireLogin(login: BasicLogin): RequestHandler {
  return (request, response, next) => {
    try {
      if (isSignedIn(request, login)) {
        next();
        return;
      }
    } catch (error) {
      if (!(error instanceof SignInPostponed)) throw error;
      // RFC 6585 §4.
      response.set('Retry-After', String(Math.ceil(error.waitMs / 1000)));
      refuse(request, response, {
        status: 429,
        title: 'Too Many Requests',
        detail: 'Too many failed logins',
      });
      return;
    }
    response.set('WWW-Authenticate', 'Basic realm="Mailyard", charset="UTF-8"');
    refuse(request, response, { status: 401, title: 'Unauthorized', detail: `Log in as ${adminUser}` });
  };
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

/** Whether the request brings the login; to bring none is no failure. Throws SignInPostponed. */
function isSignedIn(
  { headers, socket }: Pick<Request, 'headers' | 'socket'>,
  { password, signIns }: BasicLogin,
): boolean {
  const { authorization } = headers;
  if (authorization === undefined) return false;
  const account = userOf(authorization);
  const attempt: SignInAttempt = {
    account,
    principalName: account,
    mechanism: 'HTTP Basic',
    address: plainAddress(socket.remoteAddress ?? ''),
  };
  signIns.checkLimits(attempt);
  if (isLogin(authorization, password)) {
    signIns.succeeded(attempt);
    return true;
  }
  signIns.failed(attempt, account === adminUser ? 'wrong password' : 'unknown account');
  return false;
}

/** Takes the same time for every wrong guess of either part. */
export function isLogin(authorization: string, password: string): boolean {
  const decoded = decodedLogin(authorization);
  return decoded !== undefined && equal(decoded, Buffer.from(`${adminUser}:${password}`));
}

function userOf(authorization: string): string {
  const text = decodedLogin(authorization)?.toString() ?? '';
  const colon = text.indexOf(':');
  return colon === -1 ? '' : text.slice(0, colon);
}

function decodedLogin(authorization: string): Buffer | undefined {
  const [scheme, encoded] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return undefined;
  return Buffer.from(encoded, 'base64');
}

/** Whoever has come past the login is the administrator. */
export function callerOf({ socket }: Pick<Request, 'socket'>): Caller {
  return webAdministrator(adminUser, plainAddress(socket.remoteAddress ?? ''));
}

function equal(left: Buffer, right: Buffer): boolean {
  const digest = (value: Buffer): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(left), digest(right));
}
