import { z } from 'zod';

import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';
import { ownAccount } from '../rights/right.js';
import { accountOf } from './personal-account.js';
import { savedSearch, searchName } from './saved-search.js';

export const removeMySearch = operation({
  name: 'Remove-MySearch',
  summary: 'Keeps a search of the own account no longer.',
  input: z.object({ name: searchName }),
  output: savedSearch,
  right: ownAccount,
  audit: false,
  async run({ name }, { personal }, caller) {
    const removed = await personal.removeSearch(accountOf(caller).guid, name);
    if (removed === undefined) throw new ObjectNotFound('search', name);
    return removed;
  },
});
