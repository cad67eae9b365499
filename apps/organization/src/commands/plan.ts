import {
  changeFor,
  countDifferences,
  describeDifferences,
  planOrganization,
  readOrganizationFile,
  type OrganizationPlan,
} from '@mailyard/directory';
import { parameterWarnings } from '@mailyard/receive';

import { commandLine, fileArgument, say } from '../command.js';
import type { RunningOrganization } from '../running-organization.js';

export async function plan(args: readonly string[], running: RunningOrganization): Promise<number> {
  const planned = await planFile(fileArgument(commandLine(args, []).positionals), running);
  showPlan(planned);
  return planned.differences.length === 0 ? 0 : 2;
}

export async function planFile(
  file: string,
  { directory, settings }: RunningOrganization,
): Promise<OrganizationPlan> {
  const text = await readOrganizationFile(file);
  return planOrganization(text, directory.organization, { settings, environment: process.env });
}

/** Warnings are those that depend on no host; the services tell the others when they follow. */
export function showPlan({ differences, revision }: OrganizationPlan): void {
  if (differences.length === 0) return say(`nothing differs from revision ${revision}`);
  const { ReceiveConnectors: connectors = [] } = changeFor(differences).put ?? {};
  say(
    ...describeDifferences(differences),
    ...parameterWarnings(connectors).map((warning) => `warning: ${warning}`),
    `${countDifferences(differences)}, from revision ${revision}`,
  );
}
