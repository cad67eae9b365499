import { createHash, timingSafeEqual } from 'node:crypto';

import type { RequestHandler } from 'express';

/** The one account of the web pages. */
export const adminUser = 'admin';

/** HTTP Basic (RFC 7617): a browser and curl both have it, and there is no session to steal. */
export function requireLogin(password: string): RequestHandler {
  return (request, response, next) => {
    if (isLogin(request.headers.authorization, password)) {
      next();
      return;
    }
    response.set('WWW-Authenticate', 'Basic realm="Mailyard", charset="UTF-8"');
    response.status(401).type('text/plain').send(`Log in as ${adminUser}\n`);
  };
}

/** Takes the same time for every wrong guess of either part. */
export function isLogin(authorization: string | undefined, password: string): boolean {
  const [scheme, encoded] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return false;
  return equal(Buffer.from(encoded, 'base64'), Buffer.from(`${adminUser}:${password}`));
}

function equal(left: Buffer, right: Buffer): boolean {
  const digest = (value: Buffer): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(left), digest(right));
}
