import {
  changeFor,
  countDifferences,
  describeDifferences,
  planOrganization,
  readOrganizationFile,
  type OrganizationPlan,
} from '@mailyard/directory';
import { parameterWarnings } from '@mailyard/receive';

import { fileOperand, say, type Command, type Option } from '../command.js';
import type { RunningOrganization } from '../running-organization.js';

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
    return async (running) => {
      const planned = await planFile(file, { running, prune });
      showPlan(planned, { prune });
      return planned.differences.length === 0 ? 0 : 2;
    };
  },
};

export async function planFile(
  file: string,
  { running, prune }: { readonly running: RunningOrganization; readonly prune: boolean },
): Promise<OrganizationPlan> {
  const { directory, settings } = running;
  const text = await readOrganizationFile(file);
  return planOrganization(text, directory.organization, { settings, environment: process.env, prune });
}

/** Warnings are those that depend on no host; the services tell the others when they follow. */
export function showPlan(
  { differences, revision, unmentioned }: OrganizationPlan,
  { prune }: { readonly prune: boolean },
): void {
  const { ReceiveConnectors: connectors = [] } = changeFor(differences).put;
  const stays = prune ? 0 : unmentioned.length;
  say([
    ...describeDifferences(differences),
    ...parameterWarnings(connectors).map((warning) => `warning: ${warning}`),
    differences.length === 0
      ? `nothing differs from revision ${revision}`
      : `${countDifferences(differences)}, from revision ${revision}`,
    ...(stays === 0
      ? []
      : [`${stays} of these sections not in the file: as they are (--prune removes them)`]),
  ]);
}
