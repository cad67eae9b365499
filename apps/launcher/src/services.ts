import { fileURLToPath } from 'node:url';

import type { ProcessCommand } from './supervision/supervised-process.js';

/** In the order in which they start; each finds what it needs when it comes. */
export const serviceNames = [
  'mailbox-delivery',
  'hub-transport',
  'front-end-transport',
  'admin-center',
] as const;

/** What takes mail in stops first, so that whatever it was given still finds its way. */
export const stopOrder = [
  'front-end-transport',
  'hub-transport',
  'mailbox-delivery',
  'admin-center',
] as const satisfies readonly (typeof serviceNames)[number][];

/** Longer than the 30 s that a service gives its running transactions. */
const stopGraceMs = 35_000;

export function serviceCommand(name: string, env: NodeJS.ProcessEnv): ProcessCommand {
  const main = fileURLToPath(new URL(`../../${name}/dist/main.js`, import.meta.url));
  return { name, file: process.execPath, args: [main], env, stopGraceMs };
}
