import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

import { Router, type RequestHandler, type Response } from 'express';

import { encodings, type WebFile } from './web-files.js';

/** Where Vite puts what it has built. */
export const builtPages = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** Features of the admin centre, each with pages below: the browser knows which (web/src/app/pages.ts). */
const features =
  /^\/(?:(?:dashboard|recipients|permissions|mail-flow|queue-viewer|tracking|servers|tools|account)(?:\/.*)?)?$/;

/** Scripts, styles and icons. They are no secret, and whoever sees a page of a session that has ended still needs them. */
export function webFiles(files: ReadonlyMap<string, WebFile>): RequestHandler {
  return (request, response, next) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(request.path) : undefined;
    if (file === undefined || request.path === '/index.html') {
      next();
      return;
    }
    // What is below assets has a digest of its content in its name.
    const isHashed = request.path.startsWith('/assets/');
    response.set({
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      // The worker that holds the event stream is under the policy of its own file.
      'Content-Security-Policy': `default-src 'none'; script-src 'self'; connect-src 'self'`,
    });
    const encoding = encodings.find((each) => file.encoded[each] && request.acceptsEncodings(each) === each);
    if (encoding !== undefined) response.set('Content-Encoding', encoding);
    const content = encoding === undefined ? file.content : file.encoded[encoding];
    response.set('Content-Type', file.type).end(request.method === 'HEAD' ? undefined : content);
  };
}

/** Every address of a page is answered with the same document, which finds out by itself what to show. */
export function webPages(files: ReadonlyMap<string, WebFile>): Router {
  const page = files.get('/index.html')?.content.toString();
  return Router().get(features, (request, response) => {
    if (page === undefined) sendUnbuilt(response);
    else if (request.accepts('text/html') === false) response.status(406).end();
    else sendPage(response, page);
  });
}

function sendUnbuilt(response: Response): void {
  response.status(503).type('text/plain').send('The web pages are not built: npm run build:web\n');
}

function sendPage(response: Response, page: string): void {
  const nonce = randomBytes(18).toString('base64url');
  response.set('Content-Security-Policy', policy(nonce)).type('text/html');
  response.send(page.replace('__CSP_NONCE__', nonce));
}

/** Scripts are our own files alone; React Aria writes one style, which the nonce lets in. */
function policy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types mailyard`,
  ].join('; ');
}
