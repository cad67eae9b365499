import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import {
  freePortOffset,
  ProbedProcess,
  probeEnvironment,
  processTree,
  startProcess,
  type ProcessStats,
  type RunningProcess,
} from '@mailyard/testing';
import { Redis } from 'ioredis';

import type { ApiAddress } from '../load/api-client.js';
import { MaildirInbox } from '../load/inbox.js';
import { forgetPeaksBelow, usageBelow } from './process-usage.js';
import { relayDomain, relayInboxes, waitingDomain, type Sinks, type Target, type User } from './target.js';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../../../', import.meta.url));
/** Where nobody listens. */
const refusing = 1;
const ports = [25, 587, 717, 2525, 465, 475, 8080];

/** The whole stack as `npm start` runs it, with its own Redis, data directory and ports. */
export async function startMailyard(dataDir: string, sinks: Sinks): Promise<Target> {
  const organization = await unlimitedOrganization(sinks);
  return targetOf(await launch({ dataDir, organization }), { name: 'Mailyard', dataDir, sinks });
}

/** An Edge as `npm run start:edge` runs it, which hands mail for the domain of the way `relay` to its smart host. */
export async function startEdge(dataDir: string, sinks: Sinks): Promise<Target> {
  const launched = await launch({ dataDir, organization: edgeDirectory(sinks), env: edgeServer });
  return targetOf(launched, { name: 'Edge', dataDir, sinks });
}

interface MailyardTarget extends Target {
  mailbox(user: User): MaildirInbox;
}

/** One whose processes tell what they do. */
export interface ProbedMailyard extends MailyardTarget {
  readonly processes: ReadonlyMap<string, ProbedProcess>;
  /** A new client. */
  redis(): Redis;
  /** Changes objects of the organization, which acts within a second. */
  apply(changes: Readonly<Record<string, object>>): Promise<void>;
  /** Where the API is, for its administrator, and what a shell needs to find it. */
  api(): Promise<ApiAddress & { readonly environment: Readonly<Record<string, string>> }>;
}

export async function startProbedMailyard(dataDir: string, sinks: Sinks): Promise<ProbedMailyard> {
  // Beside it: a data folder holds nothing else.
  const probes = `${dataDir}-probes`;
  await mkdir(probes);
  // The services may run as a user of their own.
  await chmod(probes, 0o777);
  const organization = await unlimitedOrganization(sinks);
  const launched = await launch({ dataDir, organization, env: probeEnvironment(probes) });
  const processes = new Map<string, ProbedProcess>();
  for (const found of await processTree(launched.launcher.pid)) {
    const name = serviceName(found);
    if (mailServices.has(name)) processes.set(name, new ProbedProcess(found.pid, probes));
  }
  return {
    ...targetOf(launched, { name: 'Mailyard', dataDir, sinks }),
    processes,
    redis: () => new Redis(join(dataDir, 'redis/redis.sock')),
    apply: (changes) => apply(changes, { dataDir, offset: launched.offset }),
    api: () => api(dataDir, launched.offset),
  };
}

async function api(dataDir: string, offset: number) {
  const password = await readFile(join(dataDir, 'admin-password'), 'utf8');
  const login = Buffer.from(`admin:${password.trim()}`).toString('base64');
  return {
    url: `http://127.0.0.1:${8080 + offset}`,
    authorization: `Basic ${login}`,
    environment: { MAILYARD_DATA_DIR: dataDir, MAILYARD_PORT_OFFSET: String(offset) },
  };
}

async function apply(
  changes: object,
  { dataDir, offset }: { readonly dataDir: string; readonly offset: number },
): Promise<void> {
  const file = `${dataDir}-changes.yaml`;
  // JSON is YAML.
  await writeFile(file, JSON.stringify(changes));
  const env = {
    ...process.env,
    MAILYARD_DATA_DIR: dataDir,
    MAILYARD_PORT_OFFSET: String(offset),
  };
  await run(process.execPath, ['apps/organization/dist/main.js', 'apply', file], { cwd: repository, env });
  await pause(1_000);
}

/** Those that a message passes. */
const mailServices: ReadonlySet<string> = new Set([
  'front-end-transport',
  'hub-transport',
  'mailbox-delivery',
]);

interface Launched {
  readonly launcher: RunningProcess;
  readonly offset: number;
}

interface ToLaunch {
  readonly dataDir: string;
  /** Text of organization.yaml. */
  readonly organization: string;
  readonly env?: Readonly<Record<string, string>>;
}

async function launch({ dataDir, organization, env = {} }: ToLaunch): Promise<Launched> {
  const file = join(dataDir, 'organization.yaml');
  await writeFile(file, organization);
  const offset = await freePortOffset(ports);
  const launcher = await startProcess({
    command: process.execPath,
    args: ['apps/launcher/dist/main.js'],
    cwd: repository,
    env: {
      NODE_ENV: 'production',
      MAILYARD_DATA_DIR: dataDir,
      MAILYARD_ORGANIZATION: file,
      MAILYARD_PORT_OFFSET: String(offset),
      MAILYARD_DEMO_PASSWORD: 'bench-only-password',
      ...env,
    },
    readyWhen: /Mailyard is ready/,
    readyDeadlineMs: 180_000,
    deathSignal: 'SIGTERM',
  });
  return { launcher, offset };
}

function targetOf(
  { launcher, offset }: Launched,
  { name, dataDir, sinks }: { readonly name: string; readonly dataDir: string; readonly sinks: Sinks },
): MailyardTarget {
  const mailbox = (user: User): MaildirInbox =>
    new MaildirInbox(`${user}@contoso.com`, join(dataDir, 'mailboxes/DB01', user, 'new'));
  const relays = relayInboxes(sinks);
  return {
    name,
    port: 25 + offset,
    mailbox,
    inbox: (way, user) => (way === 'mailbox' ? mailbox(user) : relays(way, user)),
    usage: () => usageBelow(launcher.pid, serviceName),
    forgetPeaks: () => forgetPeaksBelow(launcher.pid),
    stop: async () => {
      await launcher.stop();
    },
  };
}

/**
 * The example organization without the limits that one address meets by default, since the load comes from one, and with
 * a way out to each sink, for anybody on this machine.
 */
async function unlimitedOrganization({ near, far }: Sinks): Promise<string> {
  const example = await readFile(join(repository, 'organization.yaml'), 'utf8');
  const waysOut = [
    ['relay', near.port],
    ['far', far.port],
    ['proxied', near.port],
  ] as const;
  return `${example}
Servers:
  - Name: MBX01
    Fqdn: mbx01.contoso.com
    MaxConnectionRatePerMinute: 2147483647
ReceiveConnectors:
  - Name: Default Frontend MBX01
    MaxInboundConnectionPerSource: Unlimited
    MaxInboundConnectionPercentagePerSource: 100
    AccessControl:
      - { User: 'NT AUTHORITY\\ANONYMOUS LOGON', ExtendedRights: [ms-Exch-SMTP-Accept-Any-Recipient] }
SendConnectors:
${sendConnector(waitingDomain, refusing)}${waysOut.map(([way, port]) => sendConnector(relayDomain(way), port)).join('')}
    FrontendProxyEnabled: true
`;
}

const edgeServer = {
  MAILYARD_SERVER: 'EDGE01',
  MAILYARD_SERVER_ROLE: 'Edge',
  MAILYARD_FQDN: 'edge01.contoso.com',
};

/** Without the limits that one address meets. */
function edgeDirectory({ near }: Sinks): string {
  const domain = relayDomain('relay');
  return `
Servers:
  - Name: EDGE01
    Fqdn: edge01.contoso.com
    MaxConnectionRatePerMinute: 2147483647
AcceptedDomains:
  - { Name: ${domain}, DomainName: ${domain} }
ReceiveConnectors:
  - Name: Default internal receive connector EDGE01
    MessageRateLimit: Unlimited
    MaxInboundConnectionPerSource: Unlimited
    MaxInboundConnectionPercentagePerSource: 100
SendConnectors:
${sendConnector(domain, near.port)}
`;
}

function sendConnector(domain: string, port: number): string {
  return `
  - Name: ${domain}
    AddressSpaces: [${domain}]
    DNSRoutingEnabled: false
    SmartHosts: ['[127.0.0.1]']
    Port: ${port}`;
}

function serviceName({ commandLine }: ProcessStats): string {
  if (commandLine.includes('redis-server')) return 'redis-server';
  return /apps\/([a-z-]+)\/dist/.exec(commandLine)?.[1] ?? commandLine.slice(0, 40);
}
