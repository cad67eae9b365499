import { z } from 'zod';

import { operation } from '../operation.js';
import { ownAccount } from '../rights/right.js';
import { accountOf } from './personal-account.js';
import { preferences, preferencesOf } from './preferences.js';

export const getMyPreference = operation({
  name: 'Get-MyPreference',
  summary: 'What the own account has chosen for its pages: theme, density, zone, language, columns.',
  input: z.object({}),
  output: preferences,
  right: ownAccount,
  audit: false,
  run: async (_, { personal }, caller) => preferencesOf(await personal.preferences(accountOf(caller).guid)),
});
