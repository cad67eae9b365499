import { planOrganizationFile } from '@mailyard/operations/organization/plan-organization';
import type { z } from 'zod';

import { say, type Command, type Option } from '../../command.js';
import { fileOperand, readOrganizationFile } from '../../organization-file.js';

export const pruneOption: Option = {
  name: 'prune',
  help: 'Remove the objects that the sections of FILE do not name.',
};

export const plan: Command = {
  name: 'plan',
  operands: 'FILE',
  summary: 'What applying FILE would change; exit code 0: nothing, 2: something, 1: FILE cannot be applied.',
  options: [pruneOption],
  usageExitCode: 1,
  prepare: (line) => {
    const file = fileOperand(line);
    const prune = line.has('prune');
    return async (order) => {
      const planned = await order(planOrganizationFile, { ...(await readOrganizationFile(file)), prune });
      showPlan(planned, { prune });
      return planned.differences === 0 ? 0 : 2;
    };
  },
};

type PlannedChanges = z.output<typeof planOrganizationFile.output>;

export function showPlan(
  { changes, warnings, dangers, summary, differences, revision, unmentioned }: PlannedChanges,
  { prune }: { readonly prune: boolean },
): void {
  const stays = prune ? 0 : unmentioned;
  say([
    ...changes,
    ...warnings.map((warning) => `warning: ${warning}`),
    ...dangers.map((danger) => `danger: ${danger}`),
    differences === 0 ? `nothing differs from revision ${revision}` : `${summary}, from revision ${revision}`,
    ...(stays === 0
      ? []
      : [`${stays} of these sections not in the file: as they are (--prune removes them)`]),
  ]);
}
