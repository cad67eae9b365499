import { join } from 'node:path';

import { startProcess } from '@mailyard/testing';

import { repository, type Site } from './site.js';

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

interface Stack {
  readonly site: Site;
  /** The command finds the one in the data directory by itself. */
  readonly redisServer?: { readonly url: string };
}

/** Runs the organization command on a stack, as an administrator does. */
export async function organizationCommand(
  { site, redisServer }: Stack,
  ...args: readonly string[]
): Promise<CommandResult> {
  const command = await startProcess({
    command: process.execPath,
    args: [join(repository, 'apps/organization/dist/main.js'), ...args],
    cwd: site.scratchDir,
    env: { ...site.env, ...(redisServer && { MAILYARD_REDIS_URL: redisServer.url }) },
  });
  const { code } = await command.exited;
  return { code, output: command.output };
}
