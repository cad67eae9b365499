import {
  countDifferences,
  describeDifferences,
  planOrganization,
  readOrganizationFile,
  type OrganizationPlan,
} from '@mailyard/directory';

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

export function showPlan({ differences, revision }: OrganizationPlan): void {
  if (differences.length === 0) return say(`nothing differs from revision ${revision}`);
  say(...describeDifferences(differences), `${countDifferences(differences)}, from revision ${revision}`);
}
