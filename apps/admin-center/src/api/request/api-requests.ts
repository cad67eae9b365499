import type { IncomingHttpHeaders } from 'node:http';

import {
  bodyRights,
  importExchangeConfiguration,
  operations,
  rightsFor,
  type Right,
} from '@mailyard/operations';
import express, { type Request, type RequestHandler } from 'express';

import { knownCaller } from '../../access/request-caller.js';
import { isSameOrigin } from '../../access/same-origin.js';
import { sendProblem } from '../answer/api-problems.js';
import { limitJson } from './json-limits.js';
import { requestForm } from './request-form.js';

/** An organization of thousands of objects as text has about so much. */
const bodyMax = '8mb';

/** Exports of Exchange are larger: half a megabyte for each ten mailboxes. */
const importMax = '32mb';
const imports =
  /^\/v1\/(?:imports|(?:operations|cmdlets)\/(?:import-exchangeconfiguration|get-exchangeexport))\/?$/i;

/** Whoever has not signed in has a name, a password and a code to say; and so much is read of anybody. */
const smallMax = 8_192;

const readJson = express.json({ limit: bodyMax, strict: true });
const readImport = express.json({ limit: importMax, strict: true });
const readSmall = express.json({ limit: smallMax, strict: true });
/** The order is refused, and on record, without what it says. */
const unread: RequestHandler = (_request, _response, next) => next();

/** What is large is read of those alone who may order what it is for. */
function readerFor(request: Request): RequestHandler {
  const caller = knownCaller(request);
  if (caller === undefined || isSmall(request)) return readSmall;
  const { method, path } = request;
  const holds = (rights: readonly Right[]): boolean => rights.some((right) => caller.rights.has(right));
  const needed = bodyRights(method, path.replace(/^\/v1/, ''), operations);
  if (needed !== undefined && !holds(needed)) return unread;
  return imports.test(path) && holds(rightsFor(importExchangeConfiguration)) ? readImport : readJson;
}

function isSmall({ headers }: Request): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = headers;
  return coding === undefined && Number(length ?? 0) <= smallMax;
}

/**
 * What every request to the API has to be: JSON where it has a body, and not of another site's page. A browser says where
 * a page is from whenever it changes something; who says nothing is no browser.
 */
export const apiRequests: readonly RequestHandler[] = [
  (request, response, next) => {
    const { method, headers } = request;
    const isRead = method === 'GET' || method === 'HEAD';
    const isBrowser = headers['sec-fetch-site'] !== undefined || headers.origin !== undefined;
    if (isRead || !isBrowser || isSameOrigin(headers)) {
      next();
      return;
    }
    const detail = 'Only pages of this site may change something.';
    sendProblem(response, { type: 'about:blank', title: 'Forbidden', status: 403, detail });
  },
  requestForm,
  (request, response, next) => {
    if (!hasBody(request.headers) || request.is('application/json') !== false) {
      next();
      return;
    }
    const detail = 'A body must be application/json.';
    sendProblem(response, { type: 'about:blank', title: 'Unsupported Media Type', status: 415, detail });
  },
  (request, response, next) => readerFor(request)(request, response, next),
  limitJson,
];

/** RFC 9112 §6: of no octets there is no type. */
function hasBody({
  'content-length': length = '0',
  'transfer-encoding': coding,
}: IncomingHttpHeaders): boolean {
  return coding !== undefined || length !== '0';
}
