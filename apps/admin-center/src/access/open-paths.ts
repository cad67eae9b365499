import { isLoopback } from '@mailyard/directory';
import type { Request } from 'express';

/** Headers with which a proxy tells that it speaks for somebody else (RFC 7239, RFC 9110 §7.6.3). */
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/**
 * What needs no login. Monitors have none: `/health` then says no more than how it is. Metrics name queues and domains,
 * so without a login they are for this machine only.
 */
export function isOpen({ path, headers, socket }: Pick<Request, 'path' | 'headers' | 'socket'>): boolean {
  // Who brings a login is asked whether it is right, and gets what it opens.
  if (headers.authorization !== undefined) return false;
  if (path === '/health') return true;
  const here =
    isLoopback(socket.remoteAddress ?? '') && proxyHeaders.every((name) => headers[name] === undefined);
  return path === '/metrics' && here;
}
