import { setTimeout as pause } from 'node:timers/promises';

import { TestClient } from '@mailyard/testing';

import { allArrived, countArrivals } from './arrivals.js';
import type { Target } from './targets/target.js';

export interface LatencySample {
  /** From the connection attempt to the reply that takes the message over. */
  readonly acceptedMs: number;
  /** From the connection attempt to the file in the mailbox. */
  readonly storedMs: number;
}

const pauseBetweenSamplesMs = 25;

/** Sends one message after the other into bob's mailbox, each on a connection of its own, until aborted. */
export async function sampleLatency(target: Target, signal: AbortSignal): Promise<readonly LatencySample[]> {
  const samples: LatencySample[] = [];
  while (!signal.aborted) {
    samples.push(await sampleOnce(target));
    await pause(pauseBetweenSamplesMs);
  }
  return samples;
}

export async function sampleOnce(target: Target): Promise<LatencySample> {
  const dir = target.arrivals('bob');
  const before = await countArrivals(dir);
  const start = performance.now();
  const client = await TestClient.connect(target.port, { deadlineMs: 60_000 });
  await client.expect(/^220 /);
  await client.ehlo('latency.example');
  await client.command('MAIL FROM:<probe@example.net>', /^250 /);
  await client.command('RCPT TO:<bob@contoso.com>', /^250 /);
  await client.command('DATA', /^354 /);
  await client.command('Subject: probe\r\n\r\nHow long?\r\n.', /^250 /);
  const accepted = performance.now();
  const stored = await allArrived(dir, before + 1, 2);
  await client.quit();
  return { acceptedMs: accepted - start, storedMs: stored - start };
}
