import type { IncomingHttpHeaders } from 'node:http';

import type { RequestHandler } from 'express';

/**
 * A browser sends the login along with whatever another site makes it request, so a request that changes something
 * must prove that it comes from our own page.
 */
export const requireSameOrigin: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD' || isSameOrigin(request.headers)) {
    next();
    return;
  }
  response.status(403).json({ error: 'Only requests from this site may change something' });
};

/** Sec-Fetch-Site cannot be forged by a page; Origin stands in for it in older browsers and on plain HTTP. */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  return origin !== undefined && host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
