import type { Kind } from '../kind.js';
import { sealedEntry, secretElement } from '../send-connectors/sealed-entry.js';
import { directorySourceNames, directorySourceSchema, type DirectorySource } from './directory-source.js';

export const directorySources = {
  noun: 'DirectorySource',
  organizationOnly: true,
  schema: directorySourceSchema,
  identity: directorySourceNames,
  indexes: [directorySourceNames],
  secret: { parameters: ['SealedPassword'], shownAs: 'Password' },
  text: {
    introduction:
      'Directories that recipients and groups come from by LDAP: Active Directory, or one with inetOrgPerson and groupOfNames. What comes from there is read-only here, and is in no export: [LDAP](ldap.md).',
    element: secretElement,

    async section({ written = [], merge, unnamed, secrets }) {
      const entries = merge(written);
      return {
        entries: await Promise.all(entries.map((entry) => sealedEntry('DirectorySources', entry, secrets))),
        unmentioned: written.length === 0 ? [] : unnamed(entries),
      };
    },
  },
} as const satisfies Kind<DirectorySource>;
