import type { Committed } from '../transaction/committed.js';
import type { QueueConnection, WantedReplicas } from './queue-connection.js';

/** What a message has to be on before it counts as accepted, beside the primary's own disk; 0 replicas: nothing. */
export interface RedundancySettings extends WantedReplicas {
  /** Nothing is accepted that they do not have. */
  readonly rejects: boolean;
}

/** Stored, but not on as many replicas as it must be: nobody may be told that it is accepted, nor that it is refused. */
export class NotRedundant extends Error {
  override readonly name = 'NotRedundant';
  /** What came of the transaction: a job that it has claimed is ours. */
  committed: Committed | undefined;

  constructor(
    message: string,
    readonly replies: readonly unknown[] = [],
  ) {
    super(message);
  }
}

export interface RedundancyOptions {
  readonly settings: () => RedundancySettings;
  /** Messages have been accepted that fewer replicas have. */
  readonly onSingleCopies: (messages: number) => void;
  /** Fewer replicas than there should be, and why; undefined: they are there again. */
  readonly onMissing: (reason: string | undefined) => void;
}

/** How often Redis is asked whether its replicas are there again. */
const probeMs = 1_000;

/**
 * Whether replicas have what was accepted. It is asked with WAIT, behind the transactions of the moment and over their
 * connection: all of them wait for one answer, and a primary that goes away in between has answered nothing. While
 * replicas are missing nobody waits for them.
 */
export class Redundancy {
  readonly #connection: QueueConnection;
  readonly #options: RedundancyOptions;
  #probe: NodeJS.Timeout | undefined;

  constructor(connection: QueueConnection, options: RedundancyOptions) {
    this.#connection = connection;
    this.#options = options;
    connection.redis.on('end', () => clearInterval(this.#probe));
  }

  /** What acceptances wait for now. */
  get wanted(): RedundancySettings | undefined {
    const settings = this.#options.settings();
    return settings.replicas === 0 || this.#probe !== undefined ? undefined : settings;
  }

  /** Nothing may be accepted at present: replicas are missing. */
  get refuses(): boolean {
    const { replicas, rejects } = this.#options.settings();
    return rejects && replicas > 0 && this.#probe !== undefined;
  }

  /** So many messages have been accepted; `copies`: as many replicas have them, if that was asked. Returned: why they do not count. */
  accepted(messages: number, copies: number | undefined): NotRedundant | undefined {
    const { replicas, rejects } = this.#options.settings();
    if ((copies ?? 0) >= replicas) return undefined;
    if (!rejects) this.#options.onSingleCopies(messages);
    if (copies !== undefined) this.#missing(copies, replicas);
    return rejects ? new NotRedundant(`${copies ?? 0} of ${replicas} replicas have the message`) : undefined;
  }

  #missing(copies: number, replicas: number): void {
    this.#options.onMissing(`${copies} of ${replicas} replicas have acknowledged what was accepted`);
    this.#probe ??= setInterval(() => void this.#look(), probeMs).unref();
  }

  async #look(): Promise<void> {
    const { replicas } = this.#options.settings();
    if (replicas > 0 && (await this.#online()) < replicas) return;
    clearInterval(this.#probe);
    this.#probe = undefined;
    this.#options.onMissing(undefined);
  }

  /** Replicas that follow; none when Redis is away. */
  async #online(): Promise<number> {
    try {
      const [info] = await this.#connection.read((redis) => redis.info('replication'));
      return [...String(info).matchAll(/^slave\d+:.*\bstate=online\b/gm)].length;
    } catch {
      // Who has work finds out.
      return 0;
    }
  }
}
