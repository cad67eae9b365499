import { signInInput } from '@mailyard/operations';
import {
  csrfTokenOf,
  isCsrfToken,
  SignInPostponed,
  type AdministratorSignIn,
  type SignedInAdministrator,
} from '@mailyard/sign-in';
import express, { Router, type Request, type Response } from 'express';

import { clientOf } from '../access/request-caller.js';
import { requireSameOrigin } from '../access/same-origin.js';
import { giveSession, sessionValueOf, takeSession } from '../access/session-cookie.js';
import { signInPage, signOutPage } from './sign-in-page.js';

const refused = 'User, password or code are not right.';

/** `/sign-in` and `/sign-out`, which need no script. */
export function signInPages(administrators: AdministratorSignIn): Router {
  const form = express.urlencoded({ limit: '4kb', extended: false });
  return Router()
    .get('/sign-in', (_request, response) => {
      send(response, signInPage());
    })
    .post('/sign-in', requireSameOrigin, form, (request, response) =>
      signIn(request, response, administrators),
    )
    .get('/sign-out', async (request, response) => {
      const found = await sessionOf(request, administrators);
      if (found === undefined) response.redirect(303, '/sign-in');
      else send(response, signOutPage(found.session.accountName, csrfTokenOf(found.value)));
    })
    .post('/sign-out', requireSameOrigin, form, (request, response) =>
      signOut(request, response, administrators),
    );
}

async function signIn(
  request: Request,
  response: Response,
  administrators: AdministratorSignIn,
): Promise<void> {
  const { data } = signInInput.safeParse(request.body);
  try {
    const opened = data && (await administrators.openSession(data, clientOf(request)));
    if (opened === undefined) {
      send(response.status(401), signInPage(refused));
      return;
    }
    giveSession(request, response, opened.value);
    response.redirect(303, '/');
  } catch (error) {
    if (!(error instanceof SignInPostponed)) throw error;
    const seconds = Math.ceil(error.waitMs / 1000);
    response.status(429).set('Retry-After', String(seconds));
    send(response, signInPage(`Too many failed logins: try again in ${seconds} seconds.`));
  }
}

async function signOut(
  request: Request,
  response: Response,
  administrators: AdministratorSignIn,
): Promise<void> {
  const found = await sessionOf(request, administrators);
  const { csrfToken } = (request.body ?? {}) as { readonly csrfToken?: unknown };
  if (found !== undefined && (typeof csrfToken !== 'string' || !isCsrfToken(found.value, csrfToken))) {
    response.status(403).type('text/plain').send('This form is of another session.\n');
    return;
  }
  if (found !== undefined) await administrators.endSession(found.session, clientOf(request).address);
  takeSession(request, response);
  response.redirect(303, '/sign-in');
}

type OfSession = Extract<SignedInAdministrator, { by: 'session' }> & { readonly value: string };

async function sessionOf(
  request: Request,
  administrators: AdministratorSignIn,
): Promise<OfSession | undefined> {
  const value = sessionValueOf(request);
  const signedIn = value === undefined ? undefined : await administrators.withSession(value);
  return value !== undefined && signedIn?.by === 'session' ? { ...signedIn, value } : undefined;
}

/** Without a referrer browsers send a form with `Origin: null`, by which older ones could not be told from strangers. */
function send(response: Response, page: string): void {
  response.set('Referrer-Policy', 'same-origin').type('text/html').send(page);
}
