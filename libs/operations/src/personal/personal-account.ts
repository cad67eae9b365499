import type { Administrator } from '@mailyard/sign-in';

import type { Caller } from '../caller.js';
import { OperationError } from '../operation.js';

/** Whose settings are meant; a token has those of its account. */
export function accountOf({ signedIn }: Caller): Administrator {
  if (signedIn === undefined) throw new OperationError('no account has signed in: these are settings of one');
  return signedIn.account;
}
