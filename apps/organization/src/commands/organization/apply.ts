import { describeMadePasswords } from '@mailyard/directory';
import { applyOrganizationFile, planOrganizationFile, waitForRevision } from '@mailyard/operations';

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
  ],
  prepare: (line) => {
    const wanted = {
      file: fileOperand(line),
      revision: numberOption(line, 'revision'),
      prune: line.has('prune'),
      yes: line.has('yes'),
    };
    return (order) => applyFile(wanted, order);
  },
};

interface Wanted {
  readonly file: string;
  readonly revision: number | undefined;
  readonly prune: boolean;
  readonly yes: boolean;
}

async function applyFile({ file, yes, prune, revision }: Wanted, order: Ordering): Promise<number> {
  const input = { ...(await readOrganizationFile(file)), prune };
  const planned = await order(planOrganizationFile, { ...input, revision });
  showPlan(planned, { prune });
  if (planned.differences === 0) return 0;
  const { removals } = planned;
  if (removals > 0 && !yes && !(await confirm(`remove ${removals}?`))) {
    throw new Error('nothing was applied: what is to go is removed with --yes, or when you say yes here');
  }
  // Of the revision that was shown: nothing else is removed than what somebody has agreed to.
  const applied = await order(applyOrganizationFile, { ...input, revision: planned.revision });
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
