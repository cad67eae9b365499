import { DnsZone, TestClient } from '@mailyard/testing';

import { compareInTurn, comparisonTable, type Comparison } from './comparison.js';
import { fill, waitFor } from '../load/fill.js';
import { measure, type Load, type Measurement } from '../load/load.js';
import { measureApi } from '../measures/api.js';
import { loadName } from './report.js';
import type { ProbedMailyard } from '../targets/mailyard.js';

export interface ComparisonOptions {
  readonly quick: boolean;
  readonly processor: string;
}

type Compare = (mailyard: ProbedMailyard, options: ComparisonOptions) => Promise<string>;

/** What something costs that goes on beside delivery, by the name of the option: a table. */
export const comparisons: ReadonlyMap<string, Compare> = new Map([
  ['tracking', compareTracking],
  ['retry', compareRetry],
  ['next-hops', compareNextHops],
  ['api', compareApi],
]);

const server = 'MBX01';

/** Delivery without and with message tracking. */
async function compareTracking(mailyard: ProbedMailyard, options: ComparisonOptions): Promise<string> {
  const compared = await compareInTurn(mailyard, loadOf(options), {
    names: ['not tracked', 'tracked'],
    rounds: roundsOf(options),
    set: (which) => mailyard.apply({ Servers: [{ Name: server, MessageTrackingLogEnabled: which === 1 }] }),
  });
  return table(compared, options);
}

/** Delivery with nothing else in the queues, and while very many messages wait in Retry. */
async function compareRetry(mailyard: ProbedMailyard, options: ComparisonOptions): Promise<string> {
  const waiting = options.quick ? 20_000 : 100_000;
  return beforeAndAfter(mailyard, options, {
    name: `${waiting.toLocaleString('en')} messages wait in Retry`,
    act: async () => {
      const redis = mailyard.redis();
      await fill({ port: mailyard.port, redis }, waiting);
      redis.disconnect();
    },
  });
}

/**
 * Delivery with one next hop, and while there are very many, none of which can be reached. They are not tried again meanwhile:
 * an attempt costs what it costs, however many queues there are.
 */
async function compareNextHops(mailyard: ProbedMailyard, options: ComparisonOptions): Promise<string> {
  const queues = options.quick ? 1_000 : 10_000;
  await using zone = await DnsZone.start({ '*': { A: ['127.0.0.1'] } });
  const { address, port } = zone.server;
  await mailyard.apply({
    Servers: [{ Name: server, InternalDNSServers: [`${address}:${port}`] }],
    TransportSettings: { QueueGlitchRetryInterval: '12:00:00' },
    // Nobody listens there.
    SendConnectors: [{ Name: 'many', AddressSpaces: ['*.many.example'], Port: 1 }],
  });
  return beforeAndAfter(mailyard, options, {
    name: `${queues.toLocaleString('en')} other next hops, in Retry`,
    act: () => toEachDomain(mailyard, queues),
  });
}

/** Single objects of the API asked for without and beside delivery, and what the shell makes of thousands. */
function compareApi(mailyard: ProbedMailyard, options: ComparisonOptions): Promise<string> {
  const { processor } = options;
  return measureApi(mailyard, { load: loadOf(options), rounds: roundsOf(options), processor });
}

interface Change {
  readonly name: string;
  readonly act: () => Promise<void>;
}

async function beforeAndAfter(
  mailyard: ProbedMailyard,
  options: ComparisonOptions,
  { name, act }: Change,
): Promise<string> {
  const before = await repeated(mailyard, options);
  await act();
  const after = await repeated(mailyard, options);
  const { messages } = loadOf(options);
  return table({ names: ['nothing waits', name], messages, runs: [before, after] }, options);
}

async function repeated(
  mailyard: ProbedMailyard,
  options: ComparisonOptions,
): Promise<readonly Measurement[]> {
  const runs: Measurement[] = [];
  while (runs.length < roundsOf(options)) runs.push(await measure(mailyard, loadOf(options)));
  return runs;
}

/** A message to each of so many domains. */
async function toEachDomain(mailyard: ProbedMailyard, domains: number): Promise<void> {
  const client = await TestClient.connect(mailyard.port, { deadlineMs: 20_000 });
  await client.expect(/^220 /);
  await client.ehlo('load.example.net');
  for (let domain = 0; domain < domains; domain += 1) {
    await client.command('MAIL FROM:<load@example.net>', /^250 /);
    await client.command(`RCPT TO:<user@d${domain}.many.example>`, /^250 /);
    await client.command('DATA', /^354 /);
    await client.command('Subject: one of many\r\n\r\nText\r\n.', /^250 /);
  }
  await client.quit();
  const redis = mailyard.redis();
  await waitFor(redis, domains);
  redis.disconnect();
}

function loadOf({ quick }: ComparisonOptions): Load {
  return { sessions: 20, bytes: 5000, reused: true, messages: quick ? 2000 : 10_000 };
}

function roundsOf({ quick }: ComparisonOptions): number {
  return quick ? 2 : 5;
}

function table(comparison: Comparison, options: ComparisonOptions): string {
  return comparisonTable(comparison, `${loadName(loadOf(options))}, on ${options.processor}`);
}
