import { join } from 'node:path';

import { startProcess } from '@mailyard/testing';

import type { Services } from './services.js';
import { repository } from './site.js';

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the organization command on a stack, as an administrator does. */
export async function organizationCommand(
  { site, redisServer }: Services,
  ...args: readonly string[]
): Promise<CommandResult> {
  const command = await startProcess({
    command: process.execPath,
    args: [join(repository, 'apps/organization/dist/main.js'), ...args],
    cwd: site.scratchDir,
    env: { ...site.env, MAILYARD_REDIS_URL: redisServer.url },
  });
  const { code } = await command.exited;
  return { code, output: command.output };
}
