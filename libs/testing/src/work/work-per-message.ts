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
  const { services } = stack;
  const idle = await countersWhile(stack, () => aSecond());
  await forEach(services, (service) => service.begin('calls'));
  const counted = await countersWhile(stack, () => stack.send(messages));
  const calls = await answers<{ promises: number; handOvers: number }>(services);
  const allocated = await allocatedOctets(stack, messages);
  const perMessage = (name: string): number => {
    const whileIdle = ((idle.counters.get(name) ?? 0) / idle.ms) * counted.ms;
    return Math.max(0, (counted.counters.get(name) ?? 0) - whileIdle) / messages;
  };
  const workOf = (name: string): ServiceWork => ({
    writes: perMessage(`${name} writes`),
    reads: perMessage(`${name} reads`),
    handOvers: (calls.get(name)?.handOvers ?? 0) / messages,
    promises: (calls.get(name)?.promises ?? 0) / messages,
    allocatedOctets: (allocated.get(name) ?? 0) / messages,
  });
  return {
    redis: {
      commands: perMessage('redis commands'),
      roundTrips: perMessage('redis reads'),
      octetsReceived: perMessage('redis octets'),
    },
    services: new Map([...services.keys()].map((name) => [name, workOf(name)])),
  };
}

/** The least of a few rounds: V8 may compile again amid one of them, and until then allocate what compiled code does not. */
async function allocatedOctets(stack: MeasuredStack, messages: number): Promise<Counters> {
  const least = new Map<string, number>();
  for (let round = 0; round < allocationRounds; round += 1) {
    await forEach(stack.services, (service) => service.begin('allocations'));
    await stack.send(messages);
    for (const [name, { octets }] of await answers<{ octets: number }>(stack.services)) {
      least.set(name, Math.min(octets, least.get(name) ?? Infinity));
    }
  }
  return least;
}

const allocationRounds = 3;

function aSecond(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1_000);
  });
}

async function countersWhile(
  stack: MeasuredStack,
  work: () => Promise<void>,
): Promise<{ readonly counters: Counters; readonly ms: number }> {
  const begun = performance.now();
  const before = await read(stack);
  await work();
  const after = await read(stack);
  const counters = new Map([...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)]));
  return { counters, ms: performance.now() - begun };
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
