import { loginKey } from '@mailyard/schema';
import { z } from 'zod';

import { operation } from '../../operation.js';
import { administratorView, administratorViewOf } from './administrator-view.js';
import { knownAdministrator } from './known-administrator.js';

export const getAdministrator = operation({
  name: 'Get-Administrator',
  summary: 'Lists who may sign in to the admin centre.',
  input: z.object({ name: z.string().min(1).optional() }),
  output: z.array(administratorView).readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Role Management'],
  audit: false,
  async run({ name }, context) {
    const { administrators, directory, lastSignIns } = context;
    const wanted =
      name === undefined ? await administrators.list() : [await knownAdministrator(name, context)];
    const last = await lastSignIns.administration.all();
    return wanted.map((each) => {
      const at = last.get(loginKey(each.name)) ?? 0;
      // Of somebody who had the name before nothing is told.
      return { ...administratorViewOf(each, directory), ...(at >= each.createdAt && { lastSignInAt: at }) };
    });
  },
});
