import { createHash } from 'node:crypto';

import { MemoryAllowance } from '@mailyard/service';
import { SignInPostponed, type ApplicationSignIn, type SendScope } from '@mailyard/sign-in';
import express, { type Request, type RequestHandler, type Response } from 'express';

import { authorizationOf } from '../access/authorization.js';
import { addressOf } from '../access/request-caller.js';
import { refusePostponed } from '../access/sign-in-guard.js';
import { sendProblem } from '../api/answer/api-problems.js';
import { limitJson } from '../api/request/json-limits.js';
import { requestForm } from '../api/request/request-form.js';

/** JSON is read as a whole; what is larger comes as message/rfc822, which streams. */
export const jsonBytesMax = 16_777_216;
/** What all requests together may hold: text, values and composed messages are about three times as much. */
const heldBytesMax = 8 * jsonBytesMax;

const scopes = new WeakMap<Request, SendScope>();
const digests = new WeakMap<object, string>();

/** What the application may send that the request is of; undefined: it is of none. */
export function scopeOf(request: Request): SendScope | undefined {
  return scopes.get(request);
}

/** SHA-256 of a JSON body as it came, where it has an Idempotency-Key. */
export function digestOf(request: Request): string {
  return digests.get(request) ?? '';
}

const readJson = express.json({
  limit: jsonBytesMax,
  strict: true,
  verify: (request, _, body) => {
    if (request.headers['idempotency-key'] === undefined) return;
    digests.set(request, createHash('sha256').update(body).digest('base64url'));
  },
});

/** What requests of applications have to be: signed in by a token that is for sending, JSON or a message. */
export function sendRequests(applications: ApplicationSignIn): readonly RequestHandler[] {
  const held = new MemoryAllowance(heldBytesMax);
  return [
    requestForm,
    (request, response, next) => {
      signedIn(request, response, applications).then((isIn) => {
        if (isIn) next();
      }, next);
    },
    (request, response, next) => {
      if (isMessage(request) || !hasBody(request)) next();
      else if (request.is('application/json') !== 'application/json') refuseType(response);
      else if (takeMemory(held, request, response)) readJson(request, response, next);
    },
    limitJson,
  ];
}

async function signedIn(
  request: Request,
  response: Response,
  applications: ApplicationSignIn,
): Promise<boolean> {
  const authorization = authorizationOf(request.headers.authorization ?? '');
  try {
    const scope =
      authorization?.scheme === 'Bearer'
        ? await applications.withToken(authorization.token, addressOf(request))
        : undefined;
    if (scope !== undefined) {
      scopes.set(request, scope);
      return true;
    }
    response.set('WWW-Authenticate', 'Bearer realm="Mailyard"');
    sendProblem(response, tokenMissing);
  } catch (error) {
    if (!(error instanceof SignInPostponed)) throw error;
    refusePostponed(request, response, error);
  }
  return false;
}

const tokenMissing = {
  type: 'about:blank',
  title: 'Unauthorized',
  status: 401,
  detail: 'Mail is sent with a token that is for sending (Authorization: Bearer): New-ApiToken -Scope send.',
} as const;

/** A message as it is, which is not read here. */
export function isMessage(request: Request): boolean {
  return request.is('message/rfc822') === 'message/rfc822';
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function refuseType(response: Response): void {
  const detail = 'A message is application/json or message/rfc822.';
  sendProblem(response, { type: 'about:blank', title: 'Unsupported Media Type', status: 415, detail });
}

/** Until the answer has gone. */
function takeMemory(held: MemoryAllowance, { headers }: Request, response: Response): boolean {
  const length = Number(headers['content-length'] ?? jsonBytesMax);
  const bytes = Math.min(length, jsonBytesMax);
  if (held.free < bytes) {
    response.set('Retry-After', '1');
    const detail = 'Too much is under way at present.';
    sendProblem(response, {
      type: 'unavailable',
      title: 'No message is accepted at present',
      status: 503,
      detail,
    });
    return false;
  }
  held.take(bytes);
  response.once('close', () => held.give(bytes));
  return true;
}
