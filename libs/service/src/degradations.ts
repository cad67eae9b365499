import { silentLog, type Log } from './log/log.js';

/** Something that keeps a running service from doing all of its work. */
export interface Degradation {
  /** What kind, in kebab-case: `mailbox-database-missing`. */
  readonly code: string;
  /** What it is about: a queue, a path, a connector. Code and subject are its identity. */
  readonly subject: string;
  /** One sentence for an administrator. */
  readonly reason: string;
  /** ISO 8601. */
  readonly since: string;
  /** For how many of its kind it stands; absent: for itself. */
  readonly count?: number;
}

/** Of each kind so many are named that somebody has found among very many: everybody reads every heartbeat. */
const namedMax = 20;
/** The subject of the one that stands for the rest. */
const others = '(others)';

/** What is wrong with this process now. Each entry is logged when it begins and when it ends; heartbeats carry them. */
export class Degradations {
  readonly #log: Log;
  readonly #now: () => number;
  readonly #current = new Map<string, Degradation>();
  #recoveries = 0;

  constructor(options: { readonly log?: Log; readonly now?: () => number } = {}) {
    this.#log = options.log ?? silentLog;
    this.#now = options.now ?? Date.now;
  }

  /** It is so now; to say it again changes the reason only, and is not logged again. */
  enter({ code, subject, ...rest }: Omit<Degradation, 'since'>): void {
    const key = keyOf(code, subject);
    const known = this.#current.get(key);
    if (known === undefined) this.#log.error(`degraded: ${code} ${subject}: ${rest.reason}`);
    const since = known?.since ?? new Date(this.#now()).toISOString();
    this.#current.set(key, { code, subject, ...rest, since });
  }

  /** It is not so, or no longer. */
  leave(code: string, subject: string): void {
    if (!this.#current.delete(keyOf(code, subject))) return;
    this.#recoveries += 1;
    this.#log.info(`no longer degraded: ${code} ${subject}`);
  }

  /**
   * Of these codes there is exactly this now: for whoever looks at everything from time to time. Of very many of a kind some
   * are named, as long as they last, and the others counted.
   */
  found(codes: readonly string[], now: readonly Omit<Degradation, 'since'>[]): void {
    const kinds = [...Map.groupBy(now, ({ code }) => code).values()];
    const named = kinds.flatMap((same) => this.#named(same));
    const still = new Set(named.map(({ code, subject }) => keyOf(code, subject)));
    for (const { code, subject } of this.current) {
      if (codes.includes(code) && !still.has(keyOf(code, subject))) this.leave(code, subject);
    }
    for (const degradation of named) this.enter(degradation);
  }

  #named(same: readonly Omit<Degradation, 'since'>[]): readonly Omit<Degradation, 'since'>[] {
    const [first] = same;
    if (first === undefined || same.length <= namedMax) return same;
    const { code } = first;
    const isKnown = ({ subject }: { readonly subject: string }): boolean =>
      this.#current.has(keyOf(code, subject));
    const named = same.filter(isKnown).slice(0, namedMax);
    const fresh = same.filter((each) => !isKnown(each)).slice(0, namedMax - named.length);
    const count = same.length - namedMax;
    return [...named, ...fresh, { code, subject: others, reason: `${count} more of this kind`, count }];
  }

  /** How many have ended: who looks now and then sees by it also what came and went in between. */
  get recoveries(): number {
    return this.#recoveries;
  }

  get current(): readonly Degradation[] {
    return [...this.#current.values()];
  }
}

function keyOf(code: string, subject: string): string {
  return `${code} ${subject}`;
}
