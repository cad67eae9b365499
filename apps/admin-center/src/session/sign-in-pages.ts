import { signInInput } from '@mailyard/operations';
import {
  csrfTokenOf,
  isCsrfToken,
  SignInPostponed,
  type AdministratorSignIn,
  type SignedInAdministrator,
} from '@mailyard/sign-in';
import express, { Router, type Request, type Response } from 'express';

import { nextPage } from '../access/next-page.js';
import { postponement } from '../access/postponement.js';
import { clientOf } from '../access/request-caller.js';
import { requireSameOrigin } from '../access/same-origin.js';
import { giveSession, sessionValueOf, takeSession } from '../access/session-cookie.js';
import type { OpenIdProvider } from '../openid/openid-provider.js';
import { sendPage, signedOutPage, signInPage, signOutPage } from './sign-in-page.js';

const refused = 'User, password or code are not right.';

export interface SignInPages {
  readonly administrators: AdministratorSignIn;
  /** Undefined: everybody has a password here. */
  readonly provider: OpenIdProvider | undefined;
}

/** `/sign-in` and `/sign-out`, which need no script. */
export function signInPages({ administrators, provider }: SignInPages): Router {
  const form = express.urlencoded({ limit: '4kb', extended: false });
  return Router()
    .get('/sign-in', (request, response) => {
      sendPage(response, signInPage({ provider: provider?.label, next: nextPage(request.query['next']) }));
    })
    .post('/sign-in', requireSameOrigin, form, (request, response) =>
      signIn(request, response, { administrators, provider }),
    )
    .get('/sign-out', async (request, response) => {
      const found = await sessionOf(request, administrators);
      if (found === undefined) response.redirect(303, '/sign-in');
      else sendPage(response, signOutPage(found.session.accountName, csrfTokenOf(found.value)));
    })
    .post('/sign-out', requireSameOrigin, form, (request, response) =>
      signOut(request, response, { administrators, provider }),
    );
}

async function signIn(
  request: Request,
  response: Response,
  { administrators, provider }: SignInPages,
): Promise<void> {
  const { next: asked, ...body } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const next = nextPage(asked);
  const { data } = signInInput.safeParse(body);
  try {
    const opened = data && (await administrators.openSession(data, clientOf(request)));
    if (opened === undefined) {
      sendPage(response.status(401), signInPage({ problem: refused, provider: provider?.label, next }));
      return;
    }
    giveSession(request, response, opened.value);
    response.redirect(303, next);
  } catch (error) {
    if (!(error instanceof SignInPostponed)) throw error;
    const { status, detail, seconds } = postponement(error);
    const problem = `${detail}: try again in ${seconds} seconds.`;
    response.status(status).set('Retry-After', String(seconds));
    sendPage(response, signInPage({ problem, provider: provider?.label, next }));
  }
}

async function signOut(
  request: Request,
  response: Response,
  { administrators, provider }: SignInPages,
): Promise<void> {
  const found = await sessionOf(request, administrators);
  const { csrfToken } = (request.body ?? {}) as { readonly csrfToken?: unknown };
  if (found !== undefined && (typeof csrfToken !== 'string' || !isCsrfToken(found.value, csrfToken))) {
    response.status(403).type('text/plain').send('This form is of another session.\n');
    return;
  }
  if (found !== undefined) await administrators.endSession(found.session, clientOf(request).address);
  takeSession(request, response);
  const url = await endSessionUrl(found, provider);
  if (url === undefined) response.redirect(303, '/sign-in');
  else sendPage(response, signedOutPage(provider?.label ?? '', url.href));
}

/** Of whoever came by the provider. */
async function endSessionUrl(
  found: OfSession | undefined,
  provider: OpenIdProvider | undefined,
): Promise<URL | undefined> {
  const isTheirs = found?.account.linked?.identity?.provider === provider?.issuer;
  return provider !== undefined && isTheirs ? provider.endSessionUrl() : undefined;
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
