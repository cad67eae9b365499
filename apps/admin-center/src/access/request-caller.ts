import { administratorCaller, type Caller } from '@mailyard/operations';
import { plainAddress } from '@mailyard/schema';
import type { Directory } from '@mailyard/directory';
import type { SignedInAdministrator, SignInClient } from '@mailyard/sign-in';
import type { Request } from 'express';

const callers = new WeakMap<Request, Caller>();

/** Where a request comes from. */
export function addressOf({ socket }: Pick<Request, 'socket'>): string {
  return plainAddress(socket.remoteAddress ?? '');
}

const userAgentMax = 256;

/** Where somebody signs in. */
export function clientOf(request: Request): SignInClient {
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, userAgentMax);
  return { address: addressOf(request), userAgent };
}

/** From now on the request is that of whoever signed in. */
export function signIn(request: Request, signedIn: SignedInAdministrator, directory: Directory): void {
  callers.set(request, administratorCaller(signedIn, addressOf(request), directory.organization));
}

/** Whose the request is; undefined: nobody has signed in, which open paths allow. */
export function knownCaller(request: Request): Caller | undefined {
  return callers.get(request);
}

/** Whose the request is. */
export function callerOf(request: Request): Caller {
  const caller = knownCaller(request);
  if (caller === undefined) throw new Error(`${request.path} was let in without a sign-in`);
  return caller;
}
