import type { Directory } from '@mailyard/directory';
import { span } from '@mailyard/schema';
import { PeriodicTask, type AuditLog, type Degradations, type Log } from '@mailyard/service';

import type { ClientIdentity } from '../http/http-edge-client.js';
import { EdgeServer, type EdgeService } from '../http/http-edge-server.js';
import { isOpen, type BundleOutcome, type EdgeBundles } from './redis-edge-bundles.js';
import { EdgeRecipientLookup } from './recipient-lookup.js';

export interface EdgeListenerOptions {
  readonly directory: Directory;
  readonly bundles: EdgeBundles;
  readonly lookup: EdgeRecipientLookup;
  readonly audit: Pick<AuditLog, 'write'>;
  readonly degradations: Pick<Degradations, 'enter' | 'leave'>;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** The server's own certificate, as it is in the files now. */
  readonly identity: () => Promise<ClientIdentity>;
  /** Where it listens: all addresses, unless the settings say one. */
  readonly address: string;
  /** How often it is looked whether there is a subscription. Default: every second. */
  readonly lookMs?: number;
}

const stale = 'edge-data-stale';
const closed = 'edge-sync-not-listening';
const certificateMs = span.minute;

/** Listens for bundles for as long as this server is a subscribed Edge, and says so when none has come for too long. */
export class EdgeListener {
  readonly #options: EdgeListenerOptions;
  readonly #looks: PeriodicTask;
  #server: { readonly port: number; readonly listening: EdgeServer } | undefined;
  #shownAt = 0;

  constructor(options: EdgeListenerOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) => this.#fault(error),
    );
  }

  start(): void {
    this.#looks.start(this.#options.lookMs ?? span.second);
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
    await this.#close();
  }

  async #look(): Promise<void> {
    const { bundles } = this.#options;
    const own = bundles.subscription;
    if (own === undefined) {
      await this.#close();
      return;
    }
    if (this.#server?.port !== own.SyncPort) {
      await this.#close();
      await this.#listen(own.SyncPort);
    } else if (Date.now() - this.#shownAt > certificateMs) {
      this.#server.listening.show(await this.#options.identity());
      this.#shownAt = Date.now();
    }
    await this.#tellAge();
  }

  async #listen(port: number): Promise<void> {
    const { address, identity, degradations } = this.#options;
    const subject = String(port);
    try {
      const options = { address, port, identity: await identity(), service: this.#service() };
      this.#server = { port, listening: await EdgeServer.listen(options) };
      this.#shownAt = Date.now();
      degradations.leave(closed, subject);
    } catch (error) {
      degradations.enter({ code: closed, subject, reason: (error as Error).message });
    }
  }

  async #close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.listening.close();
  }

  /** What was sent last stays in force, however old it is. */
  async #tellAge(): Promise<void> {
    const { bundles, degradations } = this.#options;
    const own = bundles.subscription;
    if (own?.InForce === undefined) return;
    const { validUntil = '' } = await bundles.state(own);
    const subject = own.Name;
    if (Date.now() < Date.parse(validUntil)) degradations.leave(stale, subject);
    else {
      const reason = `the organization has sent nothing since long before ${validUntil}; what it sent last stays in force`;
      degradations.enter({ code: stale, subject, reason });
    }
  }

  #service(): EdgeService {
    const { bundles, lookup } = this.#options;
    return {
      authority: () => bundles.subscription?.Authority,
      isOpen: () => bundles.subscription !== undefined && isOpen(bundles.subscription, new Date()),
      apply: (bundle, from) => this.apply(bundle, from),
      state: async () => {
        const own = bundles.subscription;
        if (own === undefined) return { serial: 0 };
        const { issuedAt, validUntil, sections, serial } = await bundles.state(own);
        const recipients = await lookup.count();
        return {
          serial,
          ...(issuedAt && { issuedAt }),
          ...(validUntil && { validUntil }),
          ...(sections && { sections }),
          ...(recipients !== undefined && { recipients }),
        };
      },
      recipient: async (address) => ({ found: (await lookup.has(address)) ?? null }),
      fault: (error) => this.#fault(error),
    };
  }

  /** A bundle, however it has come; what was refused is on record. */
  async apply(bundle: Buffer, from: string): Promise<BundleOutcome> {
    const { bundles, audit, log } = this.#options;
    const before = bundles.subscription?.InForce?.Sections;
    const outcome = await bundles.apply(bundle);
    const { result, serial } = outcome;
    const parameters = { Serial: String(serial) };
    const who = { caller: 'EdgeSync', client: from, operation: 'Import-EdgeBundle', parameters };
    if (result === 'Rejected') {
      log.warn(`a bundle from ${from} is refused, and what was in force stays so: ${outcome.reason}`);
      await audit.write({ ...who, error: outcome.reason });
    } else if (result === 'Applied' && bundles.subscription?.InForce?.Sections !== before) {
      log.info(`bundle ${serial} of the organization is in force`);
      await audit.write({ ...who, modified: [`bundle ${serial} is in force`] });
    }
    return outcome;
  }

  #fault(error: unknown): void {
    this.#options.log.error(`fault of EdgeSync: ${String(error)}`);
  }
}
