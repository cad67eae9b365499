import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

import { arrived, type Inbox } from './inbox.js';
import { sampleLatency, type LatencySample } from './latency.js';
import type { Target, Usage, Way } from '../targets/target.js';

const run = promisify(execFile);
const smtpSource = '/usr/sbin/smtp-source';

/** One kind of load. */
export interface Load {
  readonly sessions: number;
  readonly bytes: number;
  /** All messages of a session over one connection, or a new connection for each message. */
  readonly reused: boolean;
  readonly messages: number;
  /** Into the mailbox where nothing is said. */
  readonly way?: Way;
}

export interface Measurement {
  readonly acceptedPerSecond: number;
  readonly storedPerSecond: number;
  readonly latency: readonly LatencySample[];
  readonly usage: Usage;
}

export function smtpSourceInstalled(): boolean {
  return existsSync(smtpSource);
}

/** Runs the load once; the time until the last file is in the mailbox counts. */
export async function measure(target: Target, load: Load): Promise<Measurement> {
  const { way = 'mailbox' } = load;
  const inbox = target.inbox(way, 'alice');
  const samples = target.inbox(way, 'bob');
  await inbox.empty();
  await samples.empty();
  await target.forgetPeaks();
  const before = await target.usage();
  const loadEnds = new AbortController();
  const start = performance.now();
  const [[accepted, stored], latency] = await Promise.all([
    drive(target.port, inbox, load).finally(() => loadEnds.abort()),
    sampleLatency({ target, inbox: samples }, loadEnds.signal),
  ]);
  const after = await target.usage();
  const count = await inbox.count();
  if (count !== load.messages) throw new Error(`${target.name}: ${load.messages} sent, ${count} stored`);
  return {
    acceptedPerSecond: (load.messages / (accepted - start)) * 1000,
    storedPerSecond: (load.messages / (stored - start)) * 1000,
    latency,
    usage: difference(before, after),
  };
}

async function drive(
  port: number,
  inbox: Inbox,
  load: Load,
): Promise<readonly [accepted: number, stored: number]> {
  const { sessions, messages, bytes, reused } = load;
  const options = `-s ${sessions} -m ${messages} -l ${bytes} ${reused ? '-d ' : ''}-M load.example.net`;
  const envelope = `-f load@example.net -t ${inbox.address}`;
  await run(smtpSource, `${options} ${envelope} inet:127.0.0.1:${port}`.split(' '));
  const accepted = performance.now();
  return [accepted, await arrived(inbox, load.messages, inbox)];
}

function difference(before: Usage, after: Usage): Usage {
  return new Map(
    [...after].map(([name, { cpuSeconds, peakResidentBytes }]) => [
      name,
      { cpuSeconds: cpuSeconds - (before.get(name)?.cpuSeconds ?? 0), peakResidentBytes },
    ]),
  );
}
