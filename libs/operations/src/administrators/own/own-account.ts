import type { Administrator, SignedInAdministrator } from '@mailyard/sign-in';

import type { Caller } from '../../caller.js';
import type { OperationContext } from '../../context.js';
import { onlyTried } from '../../only-tried.js';
import { OperationError, OperationRightError } from '../../operation.js';
import { changeAdministrator } from '../accounts/known-administrator.js';

/**
 * Of what its owner is asked for: a try looks at everything but that, since one that is refused would be a guess which neither
 * ends the session nor is on record.
 */
export const triedWithoutProof = {
  validateOnly: onlyTried.validateOnly.describe(
    'Tells what it would do, and does nothing. What its owner is asked for is not looked at.',
  ),
};

/** Who orders something about the own account; a token must not make its way to more than it was made for. */
export function personOf({ signedIn }: Caller): Exclude<SignedInAdministrator, { by: 'token' }> {
  if (signedIn === undefined) throw new OperationError('no account has signed in: this is for its owner');
  if (signedIn.by !== 'token') return signedIn;
  throw new OperationRightError('a token cannot do that: sign in with the password of the account');
}

/**
 * As `Administrators.change`, where `change` answers undefined when what its owner is asked for is wrong. That ends the
 * session: whoever has found one open must not guess.
 */
export async function changeWhenProven(
  { account, ...signedIn }: Exclude<SignedInAdministrator, { by: 'token' }>,
  { administrators, sessions }: OperationContext,
  change: (account: Administrator) => Administrator | undefined,
): Promise<Administrator> {
  let isProven = false;
  const changed = await changeAdministrator(administrators, account.name, (known) => {
    const wanted = change(known);
    isProven = wanted !== undefined;
    return wanted ?? known;
  });
  if (isProven) return changed;
  if (signedIn.by === 'session') await sessions.end(signedIn.session.id);
  throw new OperationRightError('that is not right; a session ends with it');
}
