import { setTimeout as pause } from 'node:timers/promises';

import { formatBinding } from '@mailyard/schema';
import { type ServiceInstance } from '@mailyard/service';
import { z } from 'zod';

import { operation } from '../operation.js';

// Services follow within a second; one that hangs is named and not waited for.
const followMs = 3_000;
const askMs = 50;

const process = { service: z.string(), host: z.string() };

export const waitForRevision = operation({
  name: 'Wait-Organization',
  summary:
    'Waits until every service has set up its listeners by a revision, and tells what could not be had.',
  input: z.object({ revision: z.int() }),
  output: z
    .object({
      failed: z
        .array(
          z.object({ ...process, listener: z.string(), endpoint: z.string(), error: z.string() }).readonly(),
        )
        .readonly()
        .describe('Endpoints that nobody listens on, and why.'),
      behind: z
        .array(z.object({ ...process, pid: z.int() }).readonly())
        .readonly()
        .describe('Processes that do not follow yet.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ revision }, { registry }) {
    const isBehind = (instance: ServiceInstance): boolean =>
      instance.revision !== undefined && instance.revision < revision;
    const deadline = performance.now() + followMs;
    let running = await registry.live();
    while (running.some(isBehind) && performance.now() < deadline) {
      await pause(askMs);
      running = await registry.live();
    }
    return {
      failed: running.flatMap(failures),
      behind: running.filter(isBehind).map(({ service, host, pid }) => ({ service, host, pid })),
    };
  },
});

function failures({ service, host, listeners }: ServiceInstance) {
  return listeners.flatMap(({ name, endpoint, error }) =>
    error === undefined ? [] : [{ service, host, listener: name, endpoint: formatBinding(endpoint), error }],
  );
}
