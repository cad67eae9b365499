import { connectorRefusals } from './connector-refusals.js';
import { messageRefusals } from './message-refusals.js';
import type { RefusedParameters } from './refusal.js';
import { rightsRefusals } from './rights-refusals.js';
import { serviceRefusals } from './service-refusals.js';

const rows: readonly RefusedParameters[] = [
  ...serviceRefusals,
  ...connectorRefusals,
  ...messageRefusals,
  ...rightsRefusals,
];

/** Parameters that a cmdlet has at Exchange and not here, and why: whoever types one is told. */
export function refusedParameters(cmdlet: string): Readonly<Record<string, string>> {
  const own = rows.filter(({ cmdlets }) => cmdlets.split(' ').includes(cmdlet));
  return Object.fromEntries(
    own.flatMap(({ names, reason }) => names.split(/\s+/).map((name) => [name, reason] as const)),
  );
}
