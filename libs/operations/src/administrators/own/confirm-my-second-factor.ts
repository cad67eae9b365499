import { newRecoveryCodes, recoveryCodeHash, takenCode, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation, OperationError, OperationInputError, secret } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { changeAdministrator } from '../accounts/known-administrator.js';
import { personOf } from './own-account.js';
import { openedTotpKey } from './sealed-totp-key.js';

export const confirmMySecondFactor = operation({
  name: 'Confirm-MySecondFactor',
  summary: 'Shows that the authenticator app has the key; from now on signing in needs a code.',
  input: z.object({ code: z.string().max(64).meta(secret).describe('Of the app.'), ...onlyTried }),
  output: z
    .object({
      recoveryCodes: z
        .array(z.string())
        .readonly()
        .describe(
          'Each stands for a code once, for when the app is lost; shown once, none when it was only tried.',
        ),
    })
    .readonly(),
  right: ownAccount,
  audit: true,
  async run({ code, validateOnly }, context, caller) {
    const { account } = personOf(caller);
    const key = await openedTotpKey(account, context);
    const recoveryCodes = newRecoveryCodes();
    const hashes = recoveryCodes.map(recoveryCodeHash);
    const confirmed = (known: Administrator): Administrator => {
      const { secondFactor } = known;
      if (secondFactor?.confirmed !== false || secondFactor.sealedKey !== account.secondFactor?.sealedKey) {
        throw new OperationError('there is no key that waits for its first code: Enable-MySecondFactor');
      }
      const taken = takenCode(secondFactor, { key, code, now: Date.now() });
      if (taken === undefined) {
        throw new OperationInputError(
          'code: is not the one of now; the clocks of app and server have to agree',
        );
      }
      return { ...known, secondFactor: { ...taken, confirmed: true, recoveryCodes: hashes } };
    };
    if (validateOnly) {
      confirmed(account);
      return { recoveryCodes: [] };
    }
    await changeAdministrator(context.administrators, account.name, confirmed);
    return { recoveryCodes };
  },
});
