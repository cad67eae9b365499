import { organizationToText } from '@mailyard/directory';

import { CommandError, commandLine } from '../command.js';
import type { RunningOrganization } from '../running-organization.js';

export function exportOrganization(
  args: readonly string[],
  { directory }: RunningOrganization,
): Promise<number> {
  if (commandLine(args, []).positionals.length > 0) throw new CommandError('export takes no arguments');
  const { revision, objects } = directory.organization;
  process.stdout.write(organizationToText(revision, objects));
  return Promise.resolve(0);
}
