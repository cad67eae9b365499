import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import type { RemoteHost } from '@mailyard/delivery';
import type { Organization } from '@mailyard/directory';
import {
  attachesContent,
  composeDsn,
  dsnWanted,
  HeaderBlock,
  noHeaderRights,
  waitReply,
  type ComposedDsn,
  type DsnKind,
  type DsnRecipient,
  type DsnRequest,
  type InternalId,
  type MessageSource,
  type WaitCause,
} from '@mailyard/message';
import {
  headerSummary,
  submissionQueue,
  type LoadedCopy,
  type NewItem,
  type QueuedRecipient,
} from '@mailyard/queue';
import type { Path, Reply } from '@mailyard/smtp';

/** A recipient and the reply that is to be reported. */
export interface Reported {
  readonly recipient: QueuedRecipient;
  readonly reply: Reply;
  /** Why it was not delivered in time, if that is what the reply says. */
  readonly waited?: WaitCause;
  readonly remote?: RemoteHost;
}

export interface DsnAuthorOptions {
  /** Name of this server. */
  readonly fqdn: string;
  readonly organization: () => Organization;
  readonly nextId: () => Promise<InternalId>;
  readonly now: () => number;
}

/** A DSN has some 750 octets about each; of a hundred thousand it would be too large for anybody to take. */
const recipientsInDsn = 1_000;

/** Writes DSNs as messages for the Submission queue. */
export class DsnAuthor {
  readonly #options: DsnAuthorOptions;

  constructor(options: DsnAuthorOptions) {
    this.#options = options;
  }

  /**
   * One DSN for all recipients with that outcome whose sender wants to hear of it, several for very many; none where nobody
   * does. A message with a null reverse-path is never answered (RFC 5321 §6.1), and every DSN has one: that ends all loops.
   */
  async write(
    kind: DsnKind,
    original: LoadedCopy,
    outcomes: readonly Reported[],
  ): Promise<readonly NewItem[]> {
    const { reversePath } = original.item.envelope;
    const wanted = outcomes.filter(({ recipient }) => dsnWanted(recipient, kind, reversePath));
    if (reversePath === null || wanted.length === 0) return [];
    const organization = this.#options.organization();
    const audience = organization.acceptedDomain(reversePath.domain) === undefined ? 'external' : 'internal';
    if (kind === 'delayed' && !delayDsnEnabled(organization, audience)) return [];
    const newItems: NewItem[] = [];
    for (let from = 0; from < wanted.length; from += recipientsInDsn) {
      // Other messages need not wait for all of them.
      if (from > 0) await setImmediate();
      const some = wanted.slice(from, from + recipientsInDsn);
      const composed = composeDsn({
        kind,
        original: this.#original(original, { kind, reversePath, audience }),
        recipients: some.map((outcome) => dsnRecipient(outcome, audience)),
        reporter: this.#reporter(organization, audience),
        retryUntil: new Date(original.item.receivedAt + organization.transport.MessageExpirationTimeout),
        now: new Date(this.#options.now()),
        guid: randomUUID(),
      });
      newItems.push(await this.#newItem(composed));
    }
    return newItems;
  }

  #reporter(organization: Organization, audience: 'internal' | 'external'): DsnRequest['reporter'] {
    const postmaster = organization.transport.ExternalPostmasterAddress;
    return {
      fqdn: this.#options.fqdn,
      defaultDomain: organization.defaultDomain.DomainName,
      audience,
      ...(postmaster === undefined ? {} : { postmaster }),
    };
  }

  /** Content travels back only when it is small enough to be in Redis: DSNs are built in memory. */
  #original(
    { item, content }: LoadedCopy,
    report: {
      readonly kind: DsnKind;
      readonly reversePath: Path;
      readonly audience: 'internal' | 'external';
    },
  ): Parameters<typeof composeDsn>[0]['original'] {
    const { transport } = this.#options.organization();
    const maxAttachedBytes =
      report.audience === 'internal'
        ? transport.InternalDsnMaxMessageAttachSize
        : transport.ExternalDsnMaxMessageAttachSize;
    const { envelope, content: reference } = item;
    const message = { kind: report.kind, envelope, contentBytes: reference.bytes, maxAttachedBytes };
    return {
      reversePath: report.reversePath,
      envelope,
      header: HeaderBlock.parse(item.header),
      ...(content !== undefined && attachesContent(message) ? { content } : {}),
      arrivedAt: new Date(item.receivedAt),
    };
  }

  async #newItem(dsn: ComposedDsn): Promise<NewItem> {
    const header = dsn.header.toBuffer();
    const content = Buffer.concat(dsn.content);
    const receivedAt = this.#options.now();
    return {
      item: {
        id: await this.#options.nextId(),
        envelope: dsn.envelope,
        source: this.#source(receivedAt),
        messageId: dsn.messageId,
        networkMessageId: dsn.networkMessageId,
        receivedAt,
        sizeBytes: header.length + content.length,
        header,
        content: { store: 'redis', bytes: content.length },
        ...headerSummary(dsn.header, dsn.envelope),
      },
      copies: [{ number: '0', queue: submissionQueue, recipients: dsn.envelope.recipients, attempts: 0 }],
      content: [content],
    };
  }

  #source(receivedAt: number): MessageSource {
    const { fqdn } = this.#options;
    return {
      kind: 'DSN',
      receivedAt,
      sessionId: '',
      connector: { name: '', guid: '' },
      server: { fqdn, ip: '' },
      peer: { ip: '', port: 0, helo: fqdn },
      authAs: 'Internal',
      headerRights: noHeaderRights,
    };
  }
}

function delayDsnEnabled(organization: Organization, audience: 'internal' | 'external'): boolean {
  const { InternalDelayDsnEnabled, ExternalDelayDsnEnabled } = organization.transport;
  return audience === 'internal' ? InternalDelayDsnEnabled : ExternalDelayDsnEnabled;
}

function dsnRecipient(
  { recipient, reply, remote, waited }: Reported,
  audience: 'internal' | 'external',
): DsnRecipient {
  const { path, orcpt, displayName } = recipient;
  return {
    path,
    reply: waited === undefined ? reply : waitReply(reply, waited, audience),
    ...(waited === undefined ? {} : { waited }),
    ...(orcpt === undefined ? {} : { orcpt }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(remote === undefined ? {} : { remote }),
  };
}
