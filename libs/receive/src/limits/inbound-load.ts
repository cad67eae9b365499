import { SlidingMinute, type KeyCount } from './sliding-minute.js';

/** What one replica of a service tells the others. Plain JSON data. */
export interface LoadReport {
  /** Whether all sessions are listed; otherwise only counts that have changed, 0 for those that are gone. */
  readonly full: boolean;
  readonly sessions: readonly KeyCount[];
  /** What was counted towards rates since the report before. */
  readonly spent: readonly KeyCount[];
}

interface Replica {
  sessions: Map<string, number>;
  heardAt: number;
}

/**
 * How many sessions there are and how much was spent of each rate, under keys that the limits choose: by this process,
 * and by other replicas as far as they have told. Asking costs a look into memory, and without other replicas no more.
 */
export class InboundLoad {
  /** Called when there is something to tell the others. */
  onChange: () => void = () => undefined;
  readonly #now: () => number;
  readonly #minute: SlidingMinute;
  readonly #own = new Map<string, number>();
  readonly #replicas = new Map<string, Replica>();
  readonly #changed = new Set<string>();
  readonly #unsaid = new Map<string, number>();

  /** `now` gives milliseconds of any steady clock. */
  constructor(now: () => number) {
    this.#now = now;
    this.#minute = new SlidingMinute(now);
  }

  enter(key: string): void {
    this.#own.set(key, (this.#own.get(key) ?? 0) + 1);
    this.#note(key);
  }

  leave(key: string): void {
    const left = (this.#own.get(key) ?? 0) - 1;
    if (left > 0) this.#own.set(key, left);
    else this.#own.delete(key);
    this.#note(key);
  }

  sessions(key: string): number {
    let count = this.#own.get(key) ?? 0;
    for (const { sessions } of this.#replicas.values()) count += sessions.get(key) ?? 0;
    return count;
  }

  spend(key: string): void {
    this.#minute.add(key);
    if (this.#replicas.size === 0) return;
    this.#unsaid.set(key, (this.#unsaid.get(key) ?? 0) + 1);
    this.onChange();
  }

  /** Of the last minute. */
  spent(key: string): number {
    return this.#minute.count(key);
  }

  /** What all replicas together have spent within the last minute, for one that has just started. */
  minute(): readonly KeyCount[] {
    return this.#minute.counts();
  }

  /** Takes the minute of another replica. */
  learn(minute: readonly KeyCount[]): void {
    this.#minute.learn(minute);
  }

  /** What the others should know; afterwards it counts as told. */
  report({ full }: Pick<LoadReport, 'full'>): LoadReport {
    const keys = full ? this.#own.keys() : this.#changed;
    const sessions = Array.from(keys, (key) => [key, this.#own.get(key) ?? 0] as const);
    const spent = [...this.#unsaid];
    this.#changed.clear();
    this.#unsaid.clear();
    return { full, sessions, spent };
  }

  /** Takes the report of another replica; true when it was not known before. */
  hear(id: string, { full, sessions, spent }: LoadReport): boolean {
    const known = this.#replicas.get(id);
    const replica = known ?? { sessions: new Map<string, number>(), heardAt: 0 };
    if (full) replica.sessions = new Map(sessions);
    else for (const [key, count] of sessions) setCount(replica.sessions, key, count);
    for (const [key, times] of spent) this.#minute.add(key, times);
    replica.heardAt = this.#now();
    this.#replicas.set(id, replica);
    return known === undefined;
  }

  /** The sessions of a replica that has ended are no more. */
  forget(id: string): void {
    this.#replicas.delete(id);
    if (this.#replicas.size === 0) this.#tellNobody();
  }

  /** A killed replica cannot say that it is gone. */
  forgetSilent(sinceMs: number): void {
    const deadline = this.#now() - sinceMs;
    for (const [id, { heardAt }] of this.#replicas) if (heardAt < deadline) this.forget(id);
  }

  #note(key: string): void {
    if (this.#replicas.size === 0) return;
    this.#changed.add(key);
    this.onChange();
  }

  #tellNobody(): void {
    this.#changed.clear();
    this.#unsaid.clear();
  }
}

function setCount(counts: Map<string, number>, key: string, count: number): void {
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
