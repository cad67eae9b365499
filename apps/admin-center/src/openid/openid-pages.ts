import { SignInPostponed, type AdministratorSignIn, type OpenedSignIn } from '@mailyard/sign-in';
import { Router, type Request, type Response } from 'express';

import { postponement } from '../access/postponement.js';
import { addressOf, clientOf } from '../access/request-caller.js';
import { giveSession } from '../access/session-cookie.js';
import { sendPage, signedInPage, signInPage } from '../session/sign-in-page.js';
import { callbackPath, ProviderAway, type OpenIdProvider } from './openid-provider.js';
import { giveTransaction, takeTransaction } from './openid-transaction.js';

export const openIdPath = '/sign-in/openid';

/** The way to an OpenID provider and back. Where somebody goes afterwards is no part of it: nobody is led elsewhere. */
export function openIdPages(administrators: AdministratorSignIn, provider: OpenIdProvider): Router {
  return Router()
    .get(openIdPath, (request, response) =>
      guarded(response, provider, async () => {
        administrators.checkProviderLimits(addressOf(request));
        const { url, transaction } = await provider.authorization();
        giveTransaction(request, response, transaction);
        response.redirect(303, url.href);
      }),
    )
    .get(callbackPath, (request, response) =>
      guarded(response, provider, () => comeBack(request, response, { administrators, provider })),
    );
}

interface Asked {
  readonly administrators: AdministratorSignIn;
  readonly provider: OpenIdProvider;
}

async function comeBack(request: Request, response: Response, asked: Asked): Promise<void> {
  const opened = await openedBy(request, response, asked);
  if (opened === undefined) {
    const problem = `${asked.provider.label} and this admin centre do not let you in. Try again, or ask who administrates it.`;
    sendPage(response.status(401), signInPage({ problem, provider: asked.provider.label }));
    return;
  }
  giveSession(request, response, opened.value);
  // The address of this page has the code, which no other page needs to know.
  response.type('text/html').send(signedInPage());
}

async function openedBy(
  request: Request,
  response: Response,
  { administrators, provider }: Asked,
): Promise<OpenedSignIn | undefined> {
  const client = clientOf(request);
  administrators.checkProviderLimits(client.address);
  const transaction = takeTransaction(request, response);
  const { search } = new URL(request.originalUrl, 'http://localhost');
  const identity = transaction && (await provider.identity(search, transaction));
  if (identity !== undefined) return administrators.openSessionOf(identity, client);
  await administrators.providerRefused(client.address);
  return undefined;
}

async function guarded(
  response: Response,
  { label }: OpenIdProvider,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof SignInPostponed) {
      const { status, detail, seconds } = postponement(error);
      const problem = `${detail}: try again in ${seconds} seconds.`;
      response.status(status).set('Retry-After', String(seconds));
      sendPage(response, signInPage({ problem, provider: label }));
      return;
    }
    if (!(error instanceof ProviderAway)) throw error;
    const problem = `${label} cannot be reached now. Accounts with a password of this admin centre sign in as always.`;
    sendPage(response.status(503), signInPage({ problem, provider: label }));
  }
}
