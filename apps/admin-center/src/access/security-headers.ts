import type { RequestHandler } from 'express';

/** What every answer carries; `content` is the page's own content security policy. */
export function securityHeaders(content: string): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': `${content}; base-uri 'self'; form-action 'self'; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
    next();
  };
}
