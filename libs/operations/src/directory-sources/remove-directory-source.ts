import {
  sourceOf,
  type DirectoryChange,
  type DirectoryContent,
  type DirectorySource,
  type ObjectsToPut,
  type Sourced,
} from '@mailyard/directory';
import { planSource } from '@mailyard/ldap';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation } from '../operation.js';
import { sourceNamed } from './known-source.js';

export const removeDirectorySource = operation({
  name: 'Remove-DirectorySource',
  summary: 'Removes a directory source; its recipients stay as recipients of this organization, or go.',
  input: z.object({
    identity: z.string().min(1).describe('Name or Guid of a source.'),
    recipients: z
      .enum(['Keep', 'Remove'])
      .default('Keep')
      .describe('Keep: they can be changed here from then on, and need passwords of their own to sign in.'),
    ...onlyTried,
  }),
  output: z
    .object({
      name: z.string(),
      kept: z.int().describe('Recipients that are of this organization now.'),
      removed: z.int().describe('Recipients that have gone with it.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: true,
  modified: ({ name, kept }) => [`remove DirectorySources[${name}]: ${kept} recipients stay`],
  async run({ identity, recipients, validateOnly }, { directory, synchronizer }) {
    const source = sourceNamed(identity, directory.organization);
    if (validateOnly) {
      const { kept: all } = releaseOf(source, directory.organization);
      const [kept, removed] = recipients === 'Keep' ? [all, 0] : [0, all];
      return { name: source.Name, kept, removed };
    }
    let [kept, removed] = [0, 0];
    if (recipients === 'Remove') {
      await directory.update((content) => {
        const plan = planSource([], source, content);
        ({ removed } = plan);
        return plan.change;
      });
    }
    await directory.update((content) => {
      const release = releaseOf(source, content);
      kept = release.kept;
      return release.change;
    });
    await synchronizer.records.forget(source.Guid);
    return { name: source.Name, kept, removed };
  },
});

function released({ DirectorySource: _source, ...kept }: Sourced): object {
  return kept;
}

const kinds = ['Mailboxes', 'MailUsers', 'MailContacts', 'DistributionGroups'] as const;

/** Its recipients as they are, and no longer from there. */
function releaseOf(
  { Guid }: DirectorySource,
  { objects }: Pick<DirectoryContent, 'objects'>,
): { readonly change: DirectoryChange; readonly kept: number } {
  const put = kinds.map((kind) => {
    const own = objects[kind].filter((object) => sourceOf(object) === Guid);
    return [kind, own.map(released)] as const;
  });
  return {
    change: {
      put: Object.fromEntries(put) as ObjectsToPut,
      remove: [{ kind: 'DirectorySources', Guid }],
      source: Guid,
    },
    kept: put.reduce((total, [, list]) => total + list.length, 0),
  };
}
