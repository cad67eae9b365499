import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { ObjectNotFound } from '../../objects/identity/object-identity.js';
import { onlyTried } from '../../only-tried.js';
import { operation, OperationInputError } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { sessionView, sessionViewOf, visibleSessions } from './session-view.js';

export const removeAdministratorSession = operation({
  name: 'Remove-AdministratorSession',
  summary: 'Ends a session, or all sessions of an account.',
  input: z.object({
    session: z.string().min(1).optional().describe('Its id.'),
    administrator: z.string().min(1).optional().describe('All of this account.'),
    ...onlyTried,
  }),
  output: z.array(sessionView).readonly().describe('Those that were ended.'),
  right: ownAccount,
  audit: true,
  modified: (ended) => ended.map(({ administrator, address }) => `end ${administrator} at ${address}`),
  async run({ session, administrator, validateOnly }, context, caller) {
    if ((session === undefined) === (administrator === undefined)) {
      throw new OperationInputError('session or administrator: one of them says what is meant');
    }
    const meant = (await visibleSessions(context, caller)).filter(({ id, accountName }) =>
      session === undefined ? isSameName(accountName, administrator ?? '') : id === session,
    );
    if (session !== undefined && meant.length === 0) throw new ObjectNotFound('session', session);
    if (!validateOnly) await Promise.all(meant.map(({ id }) => context.sessions.end(id)));
    return meant.map((each) => sessionViewOf(each, caller));
  },
});
