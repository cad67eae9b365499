import { fileURLToPath } from 'node:url';

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

export function serviceCommand(name: string, env: NodeJS.ProcessEnv): ProcessCommand {
  const main = fileURLToPath(new URL(`../../${name}/dist/main.js`, import.meta.url));
  const args = [...nodeOptions, main];
  return { name, file: process.execPath, args, env: { ...runtimeEnvironment, ...env }, stopGraceMs };
}
