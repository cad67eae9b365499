import { z } from 'zod';

import { operation } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { sessionView, sessionViewOf, visibleSessions } from './session-view.js';

export const getAdministratorSession = operation({
  name: 'Get-AdministratorSession',
  summary:
    'Lists who is signed in to the admin centre; whoever does not manage administrators sees own sessions.',
  input: z.object({}),
  output: z.array(sessionView).readonly(),
  right: ownAccount,
  audit: false,
  async run(_, context, caller) {
    return (await visibleSessions(context, caller)).map((session) => sessionViewOf(session, caller));
  },
});
