import { takenCode } from '@mailyard/sign-in';
import { z } from 'zod';

import { operation, secret } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { withoutSecondFactor } from '../accounts/reset-second-factor.js';
import { administratorView, administratorViewOf } from '../accounts/administrator-view.js';
import { changeWhenProven, personOf, triedWithoutProof } from './own-account.js';
import { openedTotpKey } from './sealed-totp-key.js';

export const disableMySecondFactor = operation({
  name: 'Disable-MySecondFactor',
  summary: 'Takes the second factor of the own account away.',
  input: z.object({
    code: z.string().max(64).meta(secret).describe('Of the app, or a recovery code.'),
    ...triedWithoutProof,
  }),
  output: administratorView,
  right: ownAccount,
  audit: true,
  async run({ code, validateOnly }, context, caller) {
    const person = personOf(caller);
    const key = await openedTotpKey(person.account, context);
    if (validateOnly) return administratorViewOf(withoutSecondFactor(person.account), context.directory);
    const changed = await changeWhenProven(person, context, (account) => {
      const { secondFactor } = account;
      const isKnown = secondFactor?.sealedKey === person.account.secondFactor?.sealedKey;
      const taken = isKnown && secondFactor && takenCode(secondFactor, { key, code, now: Date.now() });
      return taken ? withoutSecondFactor(account) : undefined;
    });
    return administratorViewOf(changed, context.directory);
  },
});
