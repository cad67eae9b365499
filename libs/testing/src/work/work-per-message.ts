import type { Redis } from 'ioredis';

import type { ProbedProcess } from './probed-process.js';

/** What one service does for a message. */
export interface ServiceWork {
  /** System calls that write, and that read. */
  readonly writes: number;
  readonly reads: number;
  /** Pieces of work given to a thread. */
  readonly handOvers: number;
  readonly promises: number;
  /** Octets allocated on V8's heap, estimated from samples. */
  readonly allocatedOctets: number;
}

/** What Redis does for a message. */
export interface RedisWork {
  /** Commands, those inside scripts included. */
  readonly commands: number;
  /** Times that Redis read from a connection. */
  readonly roundTrips: number;
  readonly octetsReceived: number;
}

export interface WorkPerMessage {
  readonly redis: RedisWork;
  readonly services: ReadonlyMap<string, ServiceWork>;
}

export interface MeasuredStack {
  readonly redis: Redis;
  readonly services: ReadonlyMap<string, ProbedProcess>;
  /** Sends so many messages one after the other; resolves when all are in their mailbox. */
  readonly send: (messages: number) => Promise<void>;
}

type Counters = ReadonlyMap<string, number>;

/**
 * Counts what the stack does for a message, less what it does when there is none. One message at a time: what comes
 * together is done together, so this is the most that a message can cost.
 */
export async function workPerMessage(stack: MeasuredStack, messages: number): Promise<WorkPerMessage> {
  const calls = await perMessage(stack, messages, callsWhile);
  const allocated = await perMessage(stack, messages, allocationsWhile);
  const count = (name: string): number => calls.get(name) ?? 0;
  const workOf = (name: string): ServiceWork => ({
    writes: count(`${name} writes`),
    reads: count(`${name} reads`),
    handOvers: count(`${name} handOvers`),
    promises: count(`${name} promises`),
    allocatedOctets: allocated.get(name) ?? 0,
  });
  return {
    redis: {
      commands: count('redis commands'),
      roundTrips: count('redis reads'),
      octetsReceived: count('redis octets'),
    },
    services: new Map([...stack.services.keys()].map((name) => [name, workOf(name)])),
  };
}

/**
 * The least of them counts: V8 may compile again amid one. Until then it allocates what compiled code does not, and its
 * threads wake the loop by system calls of their own.
 */
const rounds = 3;

/**
 * Without what timers do, whose part would be the larger the longer a message takes on this machine: it is counted while
 * there is no message.
 */
async function perMessage(
  stack: MeasuredStack,
  messages: number,
  countersWhile: (stack: MeasuredStack, work: () => Promise<void>) => Promise<Counters>,
): Promise<Counters> {
  const idle = await countersWhile(stack, () => pause(idleMs));
  const least = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const busy = await countersWhile(stack, () => stack.send(messages));
    const idleShare = (performance.now() - begun) / idleMs;
    for (const [name, count] of busy) {
      const own = Math.max(0, count - idleShare * (idle.get(name) ?? 0)) / messages;
      least.set(name, Math.min(own, least.get(name) ?? Infinity));
    }
  }
  return least;
}

/** Some periods of whatever a service does by the clock: the longer, the less does chance count. */
const idleMs = 5_000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function callsWhile(stack: MeasuredStack, work: () => Promise<void>): Promise<Counters> {
  const before = await read(stack);
  await forEach(stack.services, (service) => service.begin('calls'));
  await work();
  const calls = await answers<Readonly<Record<'promises' | 'handOvers', number>>>(stack.services);
  const after = await read(stack);
  const counters = [...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const);
  const counted = [...calls].flatMap(([name, { promises, handOvers }]) => [
    [`${name} promises`, promises] as const,
    [`${name} handOvers`, handOvers] as const,
  ]);
  return new Map([...counters, ...counted]);
}

async function allocationsWhile(stack: MeasuredStack, work: () => Promise<void>): Promise<Counters> {
  await forEach(stack.services, (service) => service.begin('allocations'));
  await work();
  const found = await answers<{ readonly octets: number }>(stack.services);
  return new Map([...found].map(([name, { octets }]) => [name, octets]));
}

async function read({ redis, services }: MeasuredStack): Promise<Counters> {
  const counters = new Map<string, number>();
  const [stats, commands] = await Promise.all([redis.info('stats'), redis.info('commandstats')]);
  counters.set('redis commands', sumOf(commands, /calls=(\d+)/g));
  counters.set('redis reads', sumOf(stats, /^total_reads_processed:(\d+)/gm));
  counters.set('redis octets', sumOf(stats, /^total_net_input_bytes:(\d+)/gm));
  for (const [name, service] of services) {
    const { reads, writes } = await service.systemCalls();
    counters.set(`${name} reads`, reads);
    counters.set(`${name} writes`, writes);
  }
  return counters;
}

function sumOf(text: string, values: RegExp): number {
  return [...text.matchAll(values)].reduce((sum, [, value]) => sum + Number(value), 0);
}

async function forEach(
  services: MeasuredStack['services'],
  act: (service: ProbedProcess) => Promise<void>,
): Promise<void> {
  for (const service of services.values()) await act(service);
}

async function answers<T>(services: MeasuredStack['services']): Promise<ReadonlyMap<string, T>> {
  const all = new Map<string, T>();
  for (const [name, service] of services) all.set(name, (await service.end()) as T);
  return all;
}
