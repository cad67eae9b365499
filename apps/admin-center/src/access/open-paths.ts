import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

import { isLoopback } from '@mailyard/service';
import type { Request } from 'express';

/** Headers with which a proxy tells that it speaks for somebody else (RFC 7239, RFC 9110 §7.6.3). */
const proxyHeaders =
  /^(?:forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

type Asked = Pick<Request, 'method' | 'path' | 'headers' | 'socket'>;

/**
 * What needs no login. Monitors have none: `/health` then says no more than how it is. Metrics name queues and domains,
 * so without a login they are for this machine only.
 */
export function isOpen({ method, path, headers, socket }: Asked): boolean {
  if (isSigningIn(method, path) || isSending(path)) return true;
  // Who brings a login is asked whether it is right, and gets what it opens.
  if (headers.authorization !== undefined) return false;
  if (path === '/health') return true;
  return path === '/metrics' && isLoopback(socket.remoteAddress ?? '') && isForThisMachine(headers);
}

function isSigningIn(method: string, path: string): boolean {
  return method === 'POST' && path === '/api/v1/session';
}

/** Applications have a sign-in of their own. */
export function isSending(path: string): boolean {
  return path === '/api/v1/send' || path.startsWith('/api/v1/send/');
}

/**
 * A browser here that a page of some other site has led to this address by its own name (DNS rebinding), and a proxy that
 * passes on the name that it was asked for, are on this machine, too.
 */
function isForThisMachine({ host = '', ...headers }: IncomingHttpHeaders): boolean {
  const name = host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  return (
    (name === 'localhost' || isIP(name) !== 0) &&
    !Object.keys(headers).some((each) => proxyHeaders.test(each))
  );
}
