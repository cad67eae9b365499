import type { Response } from 'express';

import { Html, markup } from '../server-pages/html.js';
import { style } from '../server-pages/style.js';

export interface SignInForm {
  /** Why the try before did not. */
  readonly problem?: string;
  /** Where to go afterwards. */
  readonly next?: string;
  /** What the OpenID provider is called; undefined: there is none. */
  readonly provider?: string | undefined;
}

/** The form in which people sign in. */
export function signInPage({ problem = '', provider, next = '/' }: SignInForm = {}): string {
  return page(
    'Sign in',
    markup`${provider === undefined ? '' : markup`<p><a href="/sign-in/openid">Sign in with ${provider}</a></p>`}<form method="post" action="/sign-in">
      <input type="hidden" name="next" value="${next}" />
      <p><label>User<input name="name" autocomplete="username" autofocus required /></label></p>
      <p>
        <label
          >Password<input name="password" type="password" autocomplete="current-password" required
        /></label>
      </p>
      <p>
        <label
          >One-time code, if the account has a second factor<input
            name="code"
            autocomplete="one-time-code"
        /></label>
      </p>
      <p class="bad" role="alert"${problem === '' ? new Html(' hidden') : ''}>${problem}</p>
      <p><button>Sign in</button></p>
    </form>`,
  );
}

/**
 * Goes on by itself: a redirect would still be a part of what the provider’s page began, and leave out the cookie of the
 * session (SameSite=Strict).
 */
export function signedInPage(): string {
  const refresh = new Html('<meta http-equiv="refresh" content="0;url=/" />');
  return page('Signed in', markup`<p><a href="/">Go on</a></p>`, refresh);
}

/** The session here has ended; the one at the provider has not. */
export function signedOutPage(provider: string, url: string): string {
  return page(
    'Signed out',
    markup`<p>You have signed out of this admin centre.</p>
      <p><a href="${url}">Sign out of ${provider}, too</a></p>
      <p><a href="/sign-in">Sign in</a></p>`,
  );
}

/** Without a referrer browsers send a form with `Origin: null`, by which older ones could not be told from strangers. */
export function sendPage(response: Response, text: string): void {
  response.set('Referrer-Policy', 'same-origin').type('text/html').send(text);
}

/** Asks, because a link alone must change nothing. */
export function signOutPage(name: string, csrfToken: string): string {
  return page(
    'Sign out',
    markup`<form method="post" action="/sign-out">
      <p>Signed in as ${name}.</p>
      <input type="hidden" name="csrfToken" value="${csrfToken}" />
      <p><button>Sign out</button> <a href="/">Back</a></p>
    </form>`,
  );
}

function page(title: string, content: Html, head = new Html('')): string {
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${head}
        <title>${title} · Mailyard</title>
        <style>${new Html(style)}</style>
        <script src="/theme.js"></script>
      </head>
      <body class="sign-in">
        <header><h1>Mailyard</h1></header>
        <main>
          <h2>${title}</h2>
          ${content}
        </main>
      </body>
    </html>`.text;
}
