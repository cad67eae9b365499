import { base32, keyUri, newTotpKey, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation, OperationError } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { changeAdministrator } from '../accounts/known-administrator.js';
import { personOf } from './own-account.js';
import { sealedTotpKey } from './sealed-totp-key.js';

export const enableMySecondFactor = operation({
  name: 'Enable-MySecondFactor',
  summary:
    'Makes a key for an authenticator app (TOTP, RFC 6238); it counts once Confirm-MySecondFactor was given a code.',
  input: z.object(onlyTried),
  output: z
    .object({
      key: z.string().describe('For typing into the app; shown once, and empty when it was only tried.'),
      uri: z.string().describe('The same for a QR code: otpauth://totp/…'),
    })
    .readonly(),
  right: ownAccount,
  audit: true,
  async run({ validateOnly }, context, caller) {
    const { account: own } = personOf(caller);
    if (validateOnly) {
      requireNone(own);
      return { key: '', uri: '' };
    }
    const { name, guid } = own;
    const key = newTotpKey();
    const sealedKey = await sealedTotpKey(key, guid, context);
    await changeAdministrator(context.administrators, name, (account) => {
      requireNone(account);
      return { ...account, secondFactor: { sealedKey, confirmed: false, lastStep: 0, recoveryCodes: [] } };
    });
    return { key: base32(key), uri: keyUri(key, name) };
  },
});

function requireNone({ name, secondFactor }: Administrator): void {
  if (secondFactor?.confirmed !== true) return;
  throw new OperationError(`${name} has a second factor already: Disable-MySecondFactor first`);
}
