import { getDirectorySynchronization } from '../../directory-sources/get-directory-synchronization.js';
import { removeDirectorySource } from '../../directory-sources/remove-directory-source.js';
import type { SourceStatus } from '../../directory-sources/source-status.js';
import { startDirectorySynchronization } from '../../directory-sources/start-directory-synchronization.js';
import { testDirectorySource } from '../../directory-sources/test-directory-source.js';
import { identityParameter, parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';
import type { KindCmdlets } from '../objects/kind-form.js';
import { shownCredential } from '../objects/send-connector-cmdlets.js';

/** Get-, New- and Set-DirectorySource. */
export const directorySourceForm: KindCmdlets = {
  kind: 'DirectorySources',
  typeName: 'Mailyard.DirectorySource',
  columns: ['Name', 'Url', 'BaseDN', 'Enabled'],
  output: {
    order: ['Enabled', 'Url', 'BaseDN', 'Filter', 'SyncInterval'],
    more: ({ AuthenticationCredential: credential }) => ({
      AuthenticationCredential: shownCredential(credential),
    }),
    container: () => ['Directory Sources'],
  },
  examples: {
    New: [
      {
        command:
          'New-DirectorySource "Active Directory" -Url ldaps://dc01.contoso.com -BaseDN "DC=contoso,DC=com" -AuthenticationCredential (Get-Credential)',
        description: 'Whose users become mailboxes, and whose groups groups.',
      },
    ],
    Set: [
      {
        command: 'Set-DirectorySource "Active Directory" -SyncInterval 00:15:00',
        description: 'Less often.',
      },
    ],
  },
};

const source = identityParameter('DirectorySource', { description: 'Name or Guid of a directory source.' });
const needed = { ...source, mandatory: true };
const nothing = { typeName: '', columns: [] } as const;
const statusOutput = {
  typeName: 'Mailyard.DirectorySynchronization',
  columns: ['Name', 'Result', 'LastSuccess', 'Age', 'Recipients', 'Reason'],
} as const;

export const directorySourceCmdlets: readonly Cmdlet[] = [
  {
    name: 'Remove-DirectorySource',
    synopsis: 'Removes a directory source; its recipients stay as recipients of this organization, or go.',
    parameters: [
      needed,
      parameter('Recipients', 'What becomes of them.', {
        type: 'enum',
        values: ['Keep', 'Remove'],
        default: 'Keep',
      }),
    ],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Identity, Recipients }, whatIf, order }) {
      const input = { identity: Identity, recipients: Recipients ?? undefined, validateOnly: whatIf };
      const { name, kept, removed } = await order(removeDirectorySource, input);
      const target = `${name}, of whose recipients ${kept} would stay and ${removed} would go`;
      if (whatIf) return triedOn('Remove-DirectorySource', [target]);
      return kept === 0 ? {} : { warnings: [`${kept} recipients are of this organization now`] };
    },
  },
  {
    name: 'Test-DirectorySource',
    synopsis: 'Reads a directory source and tells what a synchronization would do; nothing is changed.',
    parameters: [needed],
    output: {
      typeName: 'Mailyard.DirectorySourceTest',
      columns: ['Name', 'Server', 'Recipients', 'Added', 'Changed', 'Removed'],
    },
    confirms: false,
    changes: false,
    examples: [{ command: 'Test-DirectorySource "Active Directory" | fl', description: 'With all notes.' }],
    async run({ parameters: { Identity }, order }) {
      const found = await order(testDirectorySource, { identity: Identity });
      return {
        output: [
          {
            Name: found.name,
            Server: found.server,
            Recipients: found.recipients,
            Added: found.added,
            Changed: found.changed,
            Removed: found.removed,
            Notes: found.notes,
          },
        ],
      };
    },
  },
  {
    name: 'Start-DirectorySynchronization',
    synopsis: 'Synchronizes a directory source now.',
    parameters: [needed],
    output: statusOutput,
    confirms: false,
    changes: true,
    examples: [
      {
        command: 'Start-DirectorySynchronization "Active Directory" -Force',
        description: 'Also when more recipients vanish than its RemovalLimit allows.',
      },
    ],
    async run({ parameters: { Identity }, whatIf, force, order }) {
      const input = { identity: Identity, force, validateOnly: whatIf };
      const status = await order(startDirectorySynchronization, input);
      if (!whatIf) return { output: [statusObject(status)] };
      const { name, added = 0, changed = 0, removed = 0, notes = [] } = status;
      const target = `${name}: ${added} recipients would be added, ${changed} changed, ${removed} removed`;
      return { ...triedOn('Start-DirectorySynchronization', [target]), warnings: notes };
    },
  },
  {
    name: 'Get-DirectorySynchronization',
    synopsis: 'Shows what became of the last synchronization of each directory source.',
    parameters: [source],
    output: statusOutput,
    confirms: false,
    changes: false,
    examples: [
      { command: 'Get-DirectorySynchronization | fl', description: 'With what could not be taken over.' },
    ],
    async run({ parameters: { Identity }, order }) {
      const found = await order(getDirectorySynchronization, { identity: Identity ?? undefined });
      return { output: found.map(statusObject) };
    },
  },
];

const never = { recipients: 0, added: 0, changed: 0, removed: 0, notes: [], noteCount: 0 };

function statusObject(status: SourceStatus): OutputObject {
  const { result = null, lastSuccess = null, lastAttempt = null, reason = null, ageSeconds } = status;
  const counts = { ...never, ...status };
  return {
    Name: status.name,
    Enabled: status.enabled,
    Result: result,
    LastSuccess: lastSuccess,
    LastAttempt: lastAttempt,
    Age: ageSeconds === undefined ? null : `${ageSeconds} s`,
    Recipients: counts.recipients,
    Added: counts.added,
    Changed: counts.changed,
    Removed: counts.removed,
    Reason: reason,
    Notes: counts.notes,
    NoteCount: counts.noteCount,
  };
}
