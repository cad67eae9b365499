import { z } from 'zod';

import { operation } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { isVisible } from '../sessions/session-view.js';
import { tokenView, tokenViewOf } from './token-view.js';

export const getApiToken = operation({
  name: 'Get-ApiToken',
  summary: 'Lists tokens of the API; whoever does not manage administrators sees own tokens.',
  input: z.object({}),
  output: z.array(tokenView).readonly(),
  right: ownAccount,
  audit: false,
  async run(_, { tokens }, caller) {
    return (await tokens.list()).filter(({ account }) => isVisible(account, caller)).map(tokenViewOf);
  },
});
