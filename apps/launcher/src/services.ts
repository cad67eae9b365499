import { fileURLToPath } from 'node:url';

import { processCount } from '@mailyard/service';

import { nodeOptions, runtimeEnvironment } from './runtime.js';
import type { ProcessCommand } from './supervision/supervised-process.js';

/**
 * In the order in which they start: Front End comes when there is a hub that takes what it is given, so that the first
 * client after “ready” is not asked to try again.
 */
export const startStages = [
  ['mailbox-delivery', 'hub-transport', 'admin-center'],
  ['front-end-transport'],
] as const;

/** What takes mail in stops first, so that whatever it was given still finds its way. */
export const stopOrder = [
  'front-end-transport',
  'hub-transport',
  'mailbox-delivery',
  'admin-center',
] as const satisfies readonly (typeof startStages)[number][number][];

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
  return startStages.flat().some((service) => processCount(service, env['MAILYARD_PROCESSES']) > 1);
}
