import { Html, markup } from '../overview/html.js';
import { style } from '../overview/style.js';

/** The form in which people sign in; `problem` is why the try before did not. */
export function signInPage(problem = ''): string {
  return page(
    'Sign in',
    markup`<form method="post" action="/sign-in">
      <p><label>User<br /><input name="name" autocomplete="username" autofocus required /></label></p>
      <p>
        <label
          >Password<br /><input name="password" type="password" autocomplete="current-password" required
        /></label>
      </p>
      <p>
        <label
          >One-time code, if the account has a second factor<br /><input
            name="code"
            autocomplete="one-time-code"
        /></label>
      </p>
      <p class="bad" role="alert"${problem === '' ? new Html(' hidden') : ''}>${problem}</p>
      <p><button>Sign in</button></p>
    </form>`,
  );
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

function page(title: string, content: Html): string {
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Mailyard</title>
        <style>${new Html(style)}</style>
      </head>
      <body>
        <header><h1>Mailyard</h1></header>
        <h2>${title}</h2>
        ${content}
      </body>
    </html>`.text;
}
