import { describeMadePasswords } from '@mailyard/directory';
import { applyOrganizationFile } from '@mailyard/operations/organization/apply-organization';
import { planOrganizationFile } from '@mailyard/operations/organization/plan-organization';
import { waitForRevision } from '@mailyard/operations/organization/wait-for-revision';

import { numberOption, say, type Command, type Ordering } from '../../command.js';
import { fileOperand, readOrganizationFile } from '../../organization-file.js';
import { confirm } from '../../terminal.js';
import { pruneOption, showPlan } from './plan.js';

export const apply: Command = {
  name: 'apply',
  operands: 'FILE',
  summary: 'Changes what FILE says, all of it or nothing; what FILE does not say stays as it is.',
  options: [
    {
      name: 'revision',
      value: 'N',
      help: 'Change nothing unless the organization is at revision N, as plan said.',
    },
    { ...pruneOption, help: `${pruneOption.help} Asks first.` },
    { name: 'yes', help: 'Remove without asking; needed where nobody can be asked.' },
    { name: 'force', help: 'It is meant, whatever the dangers that plan tells of.' },
  ],
  prepare: (line) => {
    const wanted = {
      file: fileOperand(line),
      revision: numberOption(line, 'revision'),
      prune: line.has('prune'),
      yes: line.has('yes'),
      force: line.has('force'),
    };
    return (order) => applyFile(wanted, order);
  },
};

interface Wanted {
  readonly file: string;
  readonly revision: number | undefined;
  readonly prune: boolean;
  readonly yes: boolean;
  readonly force: boolean;
}

async function applyFile(wanted: Wanted, order: Ordering): Promise<number> {
  const { file, prune, revision } = wanted;
  const input = { ...(await readOrganizationFile(file)), prune };
  const planned = await order(planOrganizationFile, { ...input, revision });
  showPlan(planned, { prune });
  if (planned.differences === 0) return 0;
  await requireConsent(planned, wanted);
  // Of the revision that was shown: nothing else happens than what somebody has agreed to.
  const applied = await order(applyOrganizationFile, { ...input, revision: planned.revision, force: true });
  say([`applied: revision ${applied.revision}`, ...describeMadePasswords(applied.made)]);
  const { failed, behind } = await order(waitForRevision, { revision: applied.revision });
  say([
    ...failed.map(
      ({ listener, endpoint, error, service, host }) =>
        `${listener} does not listen on ${endpoint}: ${error} (${service} on ${host})`,
    ),
    ...behind.map(({ service, host, pid }) => `${service} on ${host} (pid ${pid}) does not follow yet`),
  ]);
  return 0;
}

/** What goes, and what is dangerous, somebody has to agree to. */
async function requireConsent(
  { removals, dangers }: { readonly removals: number; readonly dangers: readonly string[] },
  { yes, force }: Wanted,
): Promise<void> {
  if (dangers.length > 0 && !force && !(await confirm('go on all the same?'))) {
    throw new Error('nothing was applied: what is dangerous is done with --force, or when you say yes here');
  }
  if (removals > 0 && !yes && !(await confirm(`remove ${removals}?`))) {
    throw new Error('nothing was applied: what is to go is removed with --yes, or when you say yes here');
  }
}
