import { fileURLToPath } from 'node:url';

import { processCount, type ServerRole } from '@mailyard/service';

import { nodeOptions, runtimeEnvironment } from './runtime.js';
import type { ProcessCommand } from './supervision/supervised-process.js';

/** The services of each role, in the order in which they start. */
const stages = {
  // Front End comes when there is a hub that takes what it is given, so that the first client after “ready” is not asked to
  // try again.
  Mailbox: [
    ['mailbox-delivery', 'hub-transport', 'admin-center'],
    ['front-end-transport', 'mailbox-submission'],
  ],
  Edge: [['edge-transport', 'admin-center']],
} as const satisfies Readonly<Record<ServerRole, readonly (readonly string[])[]>>;

type ServiceName = (typeof stages)[ServerRole][number][number];

export function startStages({
  MAILYARD_SERVER_ROLE: role,
}: NodeJS.ProcessEnv): readonly (readonly ServiceName[])[] {
  return stages[role === 'Edge' ? 'Edge' : 'Mailbox'];
}

/** What takes mail in stops first, so that whatever it was given still finds its way. */
export const stopOrder: readonly ServiceName[] = [
  'front-end-transport',
  'mailbox-submission',
  'edge-transport',
  'hub-transport',
  'mailbox-delivery',
  'admin-center',
];

/** Longer than the 30 s that a service gives its running transactions. */
const stopGraceMs = 35_000;

/** One command a process of the service: `hub-transport`, `hub-transport.2`, … */
export function serviceCommands(service: string, env: NodeJS.ProcessEnv): readonly ProcessCommand[] {
  const count = processCount(service, env['MAILYARD_PROCESSES']);
  const command = serviceCommand(service, env, count);
  return Array.from({ length: count }, (_, index) => {
    const name = index === 0 ? service : `${service}.${index + 1}`;
    return { name, service, ...command };
  });
}

function serviceCommand(
  service: string,
  env: NodeJS.ProcessEnv,
  count: number,
): Omit<ProcessCommand, 'name' | 'service'> {
  const main = fileURLToPath(new URL(`../../${service}/dist/main.js`, import.meta.url));
  const args = [...nodeOptions, main];
  const told = { ...runtimeEnvironment, ...env, MAILYARD_PROCESSES: String(count) };
  return { file: process.execPath, args, env: told, stopGraceMs };
}

/** Whether several processes of a service listen on the same ports. */
export function sharePorts(env: NodeJS.ProcessEnv): boolean {
  return startStages(env)
    .flat()
    .some((service) => processCount(service, env['MAILYARD_PROCESSES']) > 1);
}
