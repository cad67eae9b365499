import { principalKey } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';
import { connectorIdentity, permissionEntries, permissionEntry } from './permission-entry.js';
import { permittedObject } from './permitted-object.js';
import { principalNamed } from './principal-name.js';

export const getAdPermission = operation({
  name: 'Get-ADPermission',
  summary: 'Who may do what at a connector: by its permission groups, and by entries made by hand.',
  input: z.object({ identity: connectorIdentity, user: z.string().min(1).optional() }),
  output: z.array(permissionEntry).readonly(),
  right: 'View-Only Configuration',
  audit: false,
  run({ identity, user }, { directory }) {
    const { organization } = directory;
    const entries = permissionEntries(permittedObject(identity, organization));
    if (user === undefined) return Promise.resolve(entries);
    const key = principalKey(principalNamed(user, organization));
    return Promise.resolve(entries.filter((entry) => principalKey(entry.user) === key));
  },
});
