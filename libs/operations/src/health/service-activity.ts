import type { ServiceInstance } from '@mailyard/service';

import { Measurements } from '../series/measurements.js';

/** What a process does at the moment, beside what Get-Service tells of it. */
export interface ProcessActivity {
  readonly id: string;
  readonly service: string;
  readonly server: string;
  readonly host: string;
  readonly pid: number;
  readonly connections: number;
  /** Undefined: it was looked at once only. */
  readonly messagesPerSecond?: number;
  readonly memoryBytes?: number;
  /** By which share of a processor it is busy: 1 is one. */
  readonly cpu?: number;
  /** What most of its turns wait for at most, 99 of 100, in milliseconds. */
  readonly loopDelayMs?: number;
}

/** What a service has handled is counted under one of these names. */
const handled = [
  'mailyard_hub_messages_accepted_total',
  'mailyard_front_end_transactions_total',
  'mailyard_mailbox_deliveries_total',
];

interface Counted {
  readonly messages: number;
  readonly cpuSeconds: number;
  readonly at: number;
}

/** Processes tell what they have counted every two seconds: of what lies closer together no rate is made. */
const rateMs = 4_000;

/** Remembers what each process had counted, and makes rates of it. */
export class ServiceActivity {
  #before = new Map<string, Counted>();
  readonly #rates = new Map<string, Pick<ProcessActivity, 'messagesPerSecond' | 'cpu'>>();

  /** `now` on a clock that only goes forward. */
  look(instances: readonly ServiceInstance[], now: number): readonly ProcessActivity[] {
    const there = new Set(instances.map(({ id }) => id));
    for (const id of this.#before.keys()) {
      if (there.has(id)) continue;
      this.#before.delete(id);
      this.#rates.delete(id);
    }
    return instances.map((instance) => this.#activityOf(instance, now));
  }

  #activityOf({ id, service, server, host, pid, metrics }: ServiceInstance, now: number): ProcessActivity {
    const measured = new Measurements([metrics]);
    const messages = handled.reduce((sum, name) => sum + measured.sum(name), 0);
    this.#count(id, { messages, cpuSeconds: measured.sum('process_cpu_seconds_total'), at: now });
    const memoryBytes = measured.highest('process_resident_memory_bytes');
    const loopDelay = measured.highest('nodejs_eventloop_lag_p99_seconds');
    return {
      id,
      service,
      server,
      host,
      pid,
      connections: measured.sum('mailyard_smtp_sessions'),
      ...this.#rates.get(id),
      ...(memoryBytes !== undefined && { memoryBytes }),
      ...(loopDelay !== undefined && { loopDelayMs: Math.round(loopDelay * 1_000) }),
    };
  }

  #count(id: string, counted: Counted): void {
    const before = this.#before.get(id);
    if (before !== undefined && counted.at - before.at < rateMs) return;
    this.#before.set(id, counted);
    if (before === undefined) return;
    const seconds = (counted.at - before.at) / 1_000;
    const perSecond = (now: number, then: number): number =>
      Math.round((100 * Math.max(0, now - then)) / seconds) / 100;
    this.#rates.set(id, {
      messagesPerSecond: perSecond(counted.messages, before.messages),
      cpu: perSecond(counted.cpuSeconds, before.cpuSeconds),
    });
  }
}
