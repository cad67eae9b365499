import { setTimeout as pause } from 'node:timers/promises';

import { TestClient } from '@mailyard/testing';

import { arrived, type Inbox } from './inbox.js';
import type { Target } from '../targets/target.js';

export interface LatencySample {
  /** From the connection attempt to the reply that takes the message over. */
  readonly acceptedMs: number;
  /** From the connection attempt to the file in the mailbox. */
  readonly storedMs: number;
}

const pauseBetweenSamplesMs = 25;

/** To whom samples go, and where they come out. */
export interface Sampled {
  readonly target: Target;
  readonly inbox: Inbox;
}

/** Sends one message after the other, each on a connection of its own, until aborted. */
export async function sampleLatency(
  sampled: Sampled,
  signal: AbortSignal,
): Promise<readonly LatencySample[]> {
  const samples: LatencySample[] = [];
  while (!signal.aborted) {
    samples.push(await sampleOnce(sampled));
    await pause(pauseBetweenSamplesMs);
  }
  return samples;
}

export async function sampleOnce({ target, inbox }: Sampled): Promise<LatencySample> {
  const before = await inbox.count();
  const start = performance.now();
  const client = await TestClient.connect(target.port, { deadlineMs: 60_000 });
  await client.expect(/^220 /);
  await client.ehlo('latency.example');
  await client.command('MAIL FROM:<probe@example.net>', /^250 /);
  await client.command(`RCPT TO:<${inbox.address}>`, /^250 /);
  await client.command('DATA', /^354 /);
  await client.command('Subject: probe\r\n\r\nHow long?\r\n.', /^250 /);
  const accepted = performance.now();
  const stored = await arrived(inbox, before + 1, { lookMs: 2 });
  await client.quit();
  return { acceptedMs: accepted - start, storedMs: stored - start };
}
