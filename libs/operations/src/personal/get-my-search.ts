import { z } from 'zod';

import { operation } from '../operation.js';
import { ownAccount } from '../rights/right.js';
import { accountOf } from './personal-account.js';
import { savedSearch } from './saved-search.js';

export const getMySearch = operation({
  name: 'Get-MySearch',
  summary: 'Lists the searches that the own account keeps, and those that others share.',
  input: z.object({ page: z.string().optional().describe('For the search box of this page alone.') }),
  output: z.array(savedSearch).readonly(),
  right: ownAccount,
  audit: false,
  async run({ page }, { personal }, caller) {
    const all = await personal.searches(accountOf(caller).guid);
    return all.filter((each) => each.page === (page ?? each.page));
  },
});
