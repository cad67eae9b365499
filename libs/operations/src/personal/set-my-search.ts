import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { ownAccount } from '../rights/right.js';
import { accountOf } from './personal-account.js';
import { savedSearch, searchName } from './saved-search.js';

const searchesMax = 100;

export const setMySearch = operation({
  name: 'Set-MySearch',
  summary: 'Keeps a search of the own account; one of the same name gives way to it.',
  input: z.object({
    name: searchName,
    page: z.string().min(1).max(64),
    text: z.string().min(1).max(2_000),
    shared: z.boolean().default(false),
  }),
  output: savedSearch,
  right: ownAccount,
  audit: false,
  async run(said, { personal }, caller) {
    const { guid, name: owner } = accountOf(caller);
    const own = (await personal.searches(guid)).filter((each) => each.owner === owner);
    const isKnown = own.some(({ name }) => name.toLowerCase() === said.name.toLowerCase());
    if (!isKnown && own.length >= searchesMax) throw new OperationError(`at most ${searchesMax} are kept`);
    const search = { ...said, owner, savedAt: Date.now() };
    await personal.saveSearch(guid, search);
    return search;
  },
});
