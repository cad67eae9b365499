import { z } from 'zod';

import { ObjectNotFound } from '../../objects/identity/object-identity.js';
import { onlyTried } from '../../only-tried.js';
import { operation } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { isVisible } from '../sessions/session-view.js';
import { tokenView, tokenViewOf } from './token-view.js';

export const removeApiToken = operation({
  name: 'Remove-ApiToken',
  summary: 'Revokes a token of the API; the next request with it is refused.',
  input: z.object({ token: z.string().min(1).describe('Its id.'), ...onlyTried }),
  output: tokenView,
  right: ownAccount,
  audit: true,
  async run({ token: id, validateOnly }, { tokens }, caller) {
    const found = (await tokens.list()).find((each) => each.id === id && isVisible(each.account, caller));
    if (found === undefined) throw new ObjectNotFound('token', id);
    if (!validateOnly) await tokens.revoke([id]);
    return tokenViewOf(found);
  },
});
