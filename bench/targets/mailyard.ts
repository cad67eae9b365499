import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePortOffset, startProcess, type ProcessStats } from '@mailyard/testing';

import { forgetPeaksBelow, usageBelow } from './process-usage.js';
import type { Target } from './target.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const ports = [25, 587, 717, 2525, 465, 475, 8080];

/** The whole stack as `npm start` runs it, with its own Redis, data directory and ports. */
export async function startMailyard(dataDir: string): Promise<Target> {
  const organization = join(dataDir, 'organization.yaml');
  await writeFile(organization, await unlimitedOrganization());
  const offset = await freePortOffset(ports);
  const launcher = await startProcess({
    command: process.execPath,
    args: ['apps/launcher/dist/main.js'],
    cwd: repository,
    env: {
      NODE_ENV: 'production',
      MAILYARD_DATA_DIR: dataDir,
      MAILYARD_ORGANIZATION: organization,
      MAILYARD_PORT_OFFSET: String(offset),
      MAILYARD_DEMO_PASSWORD: 'bench-only-password',
    },
    readyWhen: /Mailyard is ready/,
    readyDeadlineMs: 60_000,
    deathSignal: 'SIGTERM',
  });
  return {
    name: 'Mailyard',
    port: 25 + offset,
    arrivals: (mailbox) => join(dataDir, 'mailboxes/DB01', mailbox, 'new'),
    usage: () => usageBelow(launcher.pid, serviceName),
    forgetPeaks: () => forgetPeaksBelow(launcher.pid),
    stop: async () => {
      await launcher.stop();
    },
  };
}

/** The example organization without the limits that one address meets by default: the load comes from one. */
async function unlimitedOrganization(): Promise<string> {
  const example = await readFile(join(repository, 'organization.yaml'), 'utf8');
  return `${example}
Servers:
  - Name: MBX01
    Fqdn: mbx01.contoso.com
    MaxConnectionRatePerMinute: 2147483647
ReceiveConnectors:
  - Name: Default Frontend MBX01
    MaxInboundConnectionPerSource: Unlimited
    MaxInboundConnectionPercentagePerSource: 100
`;
}

function serviceName({ commandLine }: ProcessStats): string {
  if (commandLine.includes('redis-server')) return 'redis-server';
  return /apps\/([a-z-]+)\/dist/.exec(commandLine)?.[1] ?? commandLine.slice(0, 40);
}
