import { sendSizeLimit, timeoutsOf, type Mailbox, type Organization } from '@mailyard/directory';
import type { HeaderBlock } from '@mailyard/message';
import { replies, ReplyError, UnknownOutcome, type Envelope, type Reply } from '@mailyard/smtp';

import type { Outbox, WaitingMessage } from '../outbox/outbox.js';
import { outgoingMessage } from '../outgoing-message.js';
import type { HubSubmission, Submission } from './hub-submission.js';
import { OpenedMessage } from './opened-message.js';
import { returnedMessage } from './returned-message.js';

/** A mailbox with what its owner wants to send. */
export interface OwnedOutbox {
  readonly owner: Mailbox;
  readonly outbox: Outbox;
}

/** What an attempt has found out about a message, and what was said to it. */
export interface Attempt {
  readonly reply: Reply;
  readonly header?: HeaderBlock;
  readonly envelope?: Envelope;
  readonly bytes?: number;
}

/**
 * What became of a message: a hub has it, and it is among what was sent; its owner has a report, and it is among the
 * drafts; it is tried again; or it was not there any more.
 */
export type SubmissionOutcome =
  ({ readonly kind: 'sent' | 'returned' | 'deferred' } & Attempt) | { readonly kind: 'gone' };

export interface SubmitOptions {
  readonly hubs: Pick<HubSubmission, 'send'>;
  readonly organization: () => Organization;
  readonly fqdn: () => string;
  readonly now: () => Date;
}

/** A message at hand. */
interface AtHand extends OwnedOutbox {
  readonly waiting: WaitingMessage;
  readonly opened: OpenedMessage;
}

/** Whoever has moved it tells of it. */
const gone: SubmissionOutcome = { kind: 'gone' };

/** A name is remembered for longer than anything keeps a message in its Outbox. */
const rememberedSeconds = 7 * 86_400;

/**
 * One attempt at one message. Each step may be the last one of this process: the hub takes a message of that name once, and
 * a report on it once, and a file moves in one step (ADR 43).
 */
export class SubmitMessage {
  readonly #options: SubmitOptions;

  constructor(options: SubmitOptions) {
    this.#options = options;
  }

  async attempt(from: OwnedOutbox, waiting: WaitingMessage): Promise<SubmissionOutcome> {
    const handle = await from.outbox.open(waiting);
    if (handle === undefined) return gone;
    try {
      const message = { ...from, waiting, opened: await OpenedMessage.of(handle) };
      return await this.#settle(message, await this.#submit(message));
    } finally {
      await handle.close();
    }
  }

  async #submit({ owner, waiting, opened }: AtHand): Promise<Attempt> {
    const { bytes } = opened;
    let attempt: Omit<Attempt, 'reply'> = { bytes };
    try {
      const organization = this.#options.organization();
      const written = await opened.header();
      attempt = { bytes, header: written };
      if (bytes > sendSizeLimit({ ...owner, kind: 'Mailbox' }, organization)) {
        throw new ReplyError(replies.tooLargeForSender);
      }
      const { envelope, header } = outgoingMessage(written, owner);
      attempt = { ...attempt, envelope };
      const reply = await this.#send({
        envelope,
        octets: inOne(header.toBuffer(), opened.content()),
        login: owner.UserPrincipalName,
        once: onceFor('outbox', { owner, waiting, opened }),
        isWanted: () => opened.isUnchanged(),
      });
      return { ...attempt, reply };
    } catch (error) {
      if (error instanceof ReplyError) return { ...attempt, reply: error.reply };
      throw error;
    }
  }

  async #settle(message: AtHand, attempt: Attempt): Promise<SubmissionOutcome> {
    const { outbox, waiting } = message;
    const { reply } = attempt;
    if (reply.positive) {
      const moved = await outbox.move(waiting, 'Sent');
      return moved ? { kind: 'sent', ...attempt } : gone;
    }
    if (reply.transient && !this.#isExpired(message)) return { kind: 'deferred', ...attempt };
    const refused = reply.transient ? { ...attempt, reply: replies.messageExpired } : attempt;
    const reported = await this.#report(message, refused);
    if (!reported.positive) return { kind: 'deferred', ...attempt, reply: reported };
    const moved = await outbox.move(waiting, 'Drafts');
    return moved ? { kind: 'returned', ...refused } : gone;
  }

  #isExpired({ opened }: AtHand): boolean {
    const { transport } = this.#options.organization();
    const { expirationMs } = timeoutsOf(transport);
    return this.#options.now().getTime() - opened.putThereAt.getTime() > expirationMs;
  }

  /** Its owner hears why. The hub's verdict on the report. */
  #report({ owner, waiting, opened }: AtHand, attempt: Attempt): Promise<Reply> {
    const { organization, fqdn, now } = this.#options;
    const refused = { owner, writtenAt: opened.putThereAt, ...attempt };
    const report = returnedMessage(refused, { organization: organization(), fqdn: fqdn(), now: now() });
    return this.#send({
      envelope: report.envelope,
      octets: [report.header.toBuffer(), ...report.content],
      once: onceFor('outbox-report', { owner, waiting, opened }),
    });
  }

  /** What nobody has answered, or was not fit to be sent at this moment, is tried again. */
  async #send(submission: Submission): Promise<Reply> {
    try {
      return (await this.#options.hubs.send(submission)) ?? replies.localError;
    } catch (error) {
      if (error instanceof UnknownOutcome) return replies.localError;
      if (error instanceof ReplyError) return error.reply;
      throw error;
    }
  }
}

function onceFor(
  door: 'outbox' | 'outbox-report',
  { owner, waiting, opened }: Omit<AtHand, 'outbox'>,
): Submission['once'] {
  const identity = opened.identity(owner.Database, owner.Alias, waiting.unique);
  return { name: `${door}:${identity}`, forSeconds: rememberedSeconds };
}

async function* inOne(header: Buffer, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield header;
  yield* content;
}
