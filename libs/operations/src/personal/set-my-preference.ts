import { z } from 'zod';

import { operation, OperationError, OperationInputError } from '../operation.js';
import { ownAccount } from '../rights/right.js';
import { accountOf } from './personal-account.js';
import {
  isTooLong,
  preferenceName,
  preferences,
  preferencesMax,
  preferencesOf,
  preferenceText,
} from './preferences.js';

export const setMyPreference = operation({
  name: 'Set-MyPreference',
  summary:
    'Keeps what the own account has chosen for its pages. How a page looks is nothing for the audit log.',
  input: z.object({
    preferences: z.record(preferenceName, z.unknown()).describe('Those that are named; null: no longer.'),
  }),
  output: preferences,
  right: ownAccount,
  audit: false,
  async run({ preferences: said }, { personal }, caller) {
    const { guid } = accountOf(caller);
    const changed = Object.entries(said).map(
      ([name, value]) => [name, value === null ? undefined : preferenceText(value)] as const,
    );
    const long = changed.find(([, text]) => text !== undefined && isTooLong(text));
    if (long !== undefined) throw new OperationInputError(`preferences.${long[0]}: is too long`);
    const known = Object.keys(await personal.preferences(guid));
    const all = new Set([...known, ...Object.keys(said)]);
    if (all.size > preferencesMax) throw new OperationError(`at most ${preferencesMax} preferences are kept`);
    return preferencesOf(await personal.setPreferences(guid, Object.fromEntries(changed)));
  },
});
