import { compareOrganizationRevision } from '../../revisions/compare-organization-revision.js';
import { getOrganizationHistory } from '../../revisions/get-organization-history.js';
import { restoreOrganizationRevision } from '../../revisions/restore-organization-revision.js';
import { parameter, type Cmdlet } from '../cmdlet.js';
import { told } from '../objects/kind-cmdlet.js';
import { timeOrNull } from '../values/rich-value.js';

const revision = (name: string, description: string, position: number) =>
  parameter(name, description, { type: 'integer', mandatory: position === 1, position });

/** Ours: in Exchange what was changed is in the audit log alone. */
export const revisionCmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-OrganizationHistory',
    synopsis: 'Shows the changes of the organization, the newest first.',
    parameters: [
      parameter('ResultSize', 'How many at most; 100 are kept.', { type: 'integer', default: '20' }),
    ],
    output: {
      typeName: 'Mailyard.OrganizationRevision',
      columns: ['Revision', 'Time', 'Caller', 'Operation', 'Objects'],
    },
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { ResultSize }, order }) {
      const revisions = await order(getOrganizationHistory, { resultSize: ResultSize ?? undefined });
      return {
        output: revisions.map((each) => ({
          Revision: each.revision,
          Time: timeOrNull(each.time),
          Caller: each.caller ?? null,
          Client: each.client ?? null,
          Operation: each.operation ?? null,
          Objects: each.objects,
          Changes: each.changes,
        })),
      };
    },
  },
  {
    name: 'Compare-OrganizationRevision',
    synopsis: 'Shows what has become of the organization from one revision to another.',
    parameters: [revision('From', 'The older one.', 1), revision('To', 'Default: now.', 2)],
    output: { typeName: 'Mailyard.OrganizationDifference', columns: [] },
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { From, To }, order }) {
      const { from, to, changes, summary } = await order(compareOrganizationRevision, {
        from: From,
        to: To ?? undefined,
      });
      return { output: [{ From: from, To: to, Summary: summary, Changes: changes }] };
    },
  },
  {
    name: 'Restore-OrganizationRevision',
    synopsis: 'Takes the organization back to what it was at a revision; passwords stay as they are.',
    parameters: [revision('Revision', 'As Get-OrganizationHistory shows it.', 1)],
    output: { typeName: '', columns: [] },
    confirms: true,
    changes: true,
    examples: [
      { command: 'Restore-OrganizationRevision 41 -WhatIf', description: 'What that would change.' },
    ],
    async run({ parameters: { Revision }, whatIf, force, order }) {
      const input = { revision: Revision, validateOnly: whatIf, force: force || whatIf };
      return told(await order(restoreOrganizationRevision, input), whatIf);
    },
  },
];
