import { Deferrals } from './outbox/deferrals.js';
import { NoFile, type Outbox, type WaitingMessage } from './outbox/outbox.js';
import { Outboxes, type OutboxesOptions } from './outbox/outboxes.js';
import type { SubmissionEvents } from './submission/submission-events.js';
import type { OwnedOutbox, SubmitMessage } from './submission/submit-message.js';

export interface MailboxSubmissionOptions extends Pick<
  OutboxesOptions,
  'root' | 'organization' | 'server' | 'log'
> {
  readonly submit: SubmitMessage;
  readonly events: SubmissionEvents;
}

/** Mailboxes that are served at a time; each sends one message after the other. */
const together = 32;

/**
 * Mailbox Transport Submission: what appears in an Outbox goes to a hub. Several processes may do the same at a time: what
 * one has done already, the other finds done.
 */
export class MailboxSubmission {
  readonly #options: MailboxSubmissionOptions;
  readonly #outboxes: Outboxes;
  /** Those that may have something, in the order of their news. */
  readonly #pending = new Set<Outbox>();
  readonly #busy = new Map<Outbox, Promise<void>>();
  readonly #deferrals = new Map<Outbox, Deferrals>();
  #active = false;

  constructor(options: MailboxSubmissionOptions) {
    this.#options = options;
    this.#outboxes = new Outboxes({ ...options, onNews: (outbox) => this.#hear(outbox) });
  }

  async start(): Promise<void> {
    this.#active = true;
    await this.#outboxes.start();
  }

  /** Resolves when the messages at hand are settled. */
  async stop(): Promise<void> {
    this.#active = false;
    await this.#outboxes.stop();
    await Promise.all(this.#busy.values());
  }

  /** False: nothing new is begun. */
  set active(active: boolean) {
    this.#active = active;
    this.#serve();
  }

  #hear(outbox: Outbox): void {
    this.#pending.add(outbox);
    this.#serve();
  }

  #serve(): void {
    for (const outbox of this.#pending) {
      if (!this.#active || this.#busy.size >= together) return;
      if (this.#busy.has(outbox)) continue;
      this.#pending.delete(outbox);
      const emptied = this.#empty(outbox)
        .catch((error: unknown) => this.#options.events.fault(outbox, error))
        .finally(() => {
          this.#busy.delete(outbox);
          this.#serve();
        });
      this.#busy.set(outbox, emptied);
    }
  }

  async #empty(outbox: Outbox): Promise<void> {
    const waiting = await outbox.waiting();
    const deferrals = this.#deferrals.get(outbox);
    for (const message of waiting) {
      const owner = this.#outboxes.ownerOf(outbox);
      if (owner === undefined || !this.#active) return;
      const isDue = deferrals?.isDue(message.unique, performance.now()) ?? true;
      if (isDue) await this.#attempt({ owner, outbox }, message);
    }
    deferrals?.keepOnly(new Set(waiting.map(({ unique }) => unique)));
    if (deferrals?.size === 0) this.#deferrals.delete(outbox);
  }

  async #attempt(from: OwnedOutbox, message: WaitingMessage): Promise<void> {
    const { submit, events } = this.#options;
    try {
      const outcome = await submit.attempt(from, message);
      if (outcome.kind === 'gone') return;
      const again = this.#deferrals.get(from.outbox)?.has(message.unique) ?? false;
      events.ended(outcome, { owner: from.owner, message, again });
      if (outcome.kind === 'deferred') this.#defer(from.outbox, message);
    } catch (error) {
      // It keeps no other message of this mailbox waiting.
      this.#defer(from.outbox, message);
      if (error instanceof NoFile) events.noFile(error);
      else events.fault(from.outbox, error);
    }
  }

  #defer(outbox: Outbox, { unique }: WaitingMessage): void {
    const deferrals = this.#deferrals.get(outbox) ?? new Deferrals();
    this.#deferrals.set(outbox, deferrals);
    const delayMs = deferrals.add(unique, performance.now());
    setTimeout(() => this.#hear(outbox), delayMs).unref();
  }
}
