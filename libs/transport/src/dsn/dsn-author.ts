import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import type { RemoteHost } from '@mailyard/delivery';
import { readSystemText, systemMessageFor, timeoutsOf, type Organization } from '@mailyard/directory';
import {
  attachesContent,
  composeDsn,
  dsnWanted,
  HeaderBlock,
  originalClient,
  statusOf,
  waitReply,
  type ComposedDsn,
  type DsnKind,
  type DsnRecipient,
  type DsnRequest,
  type InternalId,
  type WaitCause,
} from '@mailyard/message';
import type { ContentStores, LoadedCopy, NewItem, QueuedRecipient } from '@mailyard/queue';
import { categoryOf, isDeliveryType } from '@mailyard/routing';
import { pathOf } from '@mailyard/schema';
import { exchangeRecipient, type Path, type Reply } from '@mailyard/smtp';

import { DsnContents, type KeptContent } from './dsn-contents.js';
import { itemOf } from './dsn-item.js';
import { readerOf, type DsnReader } from './dsn-reader.js';

/** A recipient and the reply that is to be reported. */
export interface Reported {
  readonly recipient: QueuedRecipient;
  readonly reply: Reply;
  /** Why it was not delivered in time, if that is what the reply says. */
  readonly waited?: WaitCause;
  readonly remote?: RemoteHost;
  /** What whoever has refused it says. */
  readonly comment?: string;
}

export interface DsnAuthorOptions {
  /** Name of this server. */
  readonly fqdn: string;
  readonly organization: () => Organization;
  readonly nextId: () => Promise<InternalId>;
  /** Without them, content in files does not travel back. */
  readonly stores?: ContentStores;
  readonly now: () => number;
  /** Told of an original that cannot be read; its header travels alone. */
  readonly events?: { fault(error: unknown): void };
}

/** A DSN has some 1,500 octets about each; of a hundred thousand it would be too large for anybody to take. */
const recipientsInDsn = 1_000;
/** So many take no time that anybody notices. */
const recipientsAtOnce = 100;

/** Writes DSNs as messages for the Submission queue. */
export class DsnAuthor {
  readonly #options: DsnAuthorOptions;
  readonly #contents: DsnContents | undefined;

  constructor(options: DsnAuthorOptions) {
    this.#options = options;
    this.#contents = options.stores && new DsnContents(options.stores);
  }

  /**
   * One DSN for all recipients with that outcome whose sender wants to hear of it, several for very many; none where nobody
   * does. The content goes with the first one alone, or each of a hundred would have it.
   */
  async write(
    kind: DsnKind,
    original: LoadedCopy,
    outcomes: readonly Reported[],
  ): Promise<readonly NewItem[]> {
    if (outcomes.length === 0) return [];
    const organization = this.#options.organization();
    const header = HeaderBlock.parse(original.item.header);
    const reader = readerOf(original, header, { organization, fqdn: this.#options.fqdn });
    if (reader === undefined || !reader.hearsOf(kind)) return [];
    const wanted = outcomes.filter(({ recipient }) => dsnWanted(recipient, kind, reader.path));
    const { expirationMs } = timeoutsOf(organization.transport, original.item.priority);
    const newItems: NewItem[] = [];
    for (let from = 0; from < wanted.length; from += recipientsInDsn) {
      // Other messages, and the locks of this one, need not wait for all of them.
      if (wanted.length > recipientsAtOnce) await setImmediate();
      const recipients = wanted
        .slice(from, from + recipientsInDsn)
        .map((outcome) => dsnRecipient(asTold(outcome, original), reader, organization));
      const content = from === 0 ? await this.#contentOf(original, kind, reader) : undefined;
      newItems.push(
        await this.#newItem(original, {
          kind,
          original: { ...this.#originalOf(original, reader, header), ...(content && { content }) },
          recipients,
          reporter: reader.reporter,
          ...copyOf(recipients, organization),
          retryUntil: new Date(original.item.receivedAt + expirationMs),
          now: new Date(this.#options.now()),
          guid: randomUUID(),
        }),
      );
    }
    return newItems;
  }

  #originalOf({ item }: LoadedCopy, reader: DsnReader, header: HeaderBlock): DsnRequest['original'] {
    const { helo, ip } = originalClient(item.source);
    return {
      reversePath: reader.path,
      envelope: item.envelope,
      header,
      arrivedAt: new Date(item.receivedAt),
      ...(ip === '' ? {} : { receivedFrom: { helo, ip } }),
    };
  }

  async #contentOf(
    original: LoadedCopy,
    kind: DsnKind,
    { maxAttachedBytes }: DsnReader,
  ): Promise<DsnRequest['original']['content']> {
    const { envelope, content } = original.item;
    if (!attachesContent({ kind, envelope, contentBytes: content.bytes, maxAttachedBytes })) return undefined;
    if (this.#contents === undefined) return original.content;
    return this.#contents.ofOriginal(original).catch((error: unknown) => this.#unreadable(error));
  }

  async #newItem(original: LoadedCopy, request: DsnRequest): Promise<NewItem> {
    const dsn = composeDsn(request);
    const id = await this.#options.nextId();
    const { fqdn, now } = this.#options;
    const at = { id, fqdn, receivedAt: now() };
    if (!dsn.isOpen) return itemOf(dsn, inMemory(dsn), at);
    const kept = await this.#contents
      ?.keep(dsn, original, id)
      .catch((error: unknown) => this.#unreadable(error));
    if (kept !== undefined) return itemOf(dsn, kept, at);
    const { content: _, ...headerAlone } = request.original;
    return this.#newItem(original, { ...request, original: headerAlone });
  }

  /** The volume may be away, or the content damaged: whoever waits for a report gets one all the same. */
  #unreadable(error: unknown): undefined {
    this.#options.events?.fault(error);
    return undefined;
  }
}

function inMemory({ content, contentBytes }: ComposedDsn): KeptContent {
  return { reference: { store: 'redis', bytes: contentBytes }, octets: [Buffer.concat(content)] };
}

/** GenerateCopyOfDSNFor; an Edge has nobody who could read the copies, unless ExternalPostmasterAddress names somebody. */
function copyOf(
  recipients: readonly DsnRecipient[],
  { transport, defaultDomain, edge }: Organization,
): { readonly copyTo?: Path } {
  const codes = transport.GenerateCopyOfDSNFor;
  if (codes.length === 0 || !recipients.some(({ reply }) => codes.includes(statusOf(reply)))) return {};
  const { ExternalPostmasterAddress } = transport;
  if (edge !== undefined && ExternalPostmasterAddress !== undefined) {
    return { copyTo: pathOf(ExternalPostmasterAddress) };
  }
  return { copyTo: { localPart: exchangeRecipient, domain: defaultDomain.DomainName } };
}

/** Our own services are no hosts that a sender, or a stranger, has to know. */
function asTold(outcome: Reported, { copy }: LoadedCopy): Reported {
  const [type = ''] = copy.queue.split('.', 1);
  if (isDeliveryType(type) && categoryOf(type) === 'External') return outcome;
  const { remote: _, ...ours } = outcome;
  return ours;
}

function dsnRecipient(
  { recipient, reply, remote, waited, comment }: Reported,
  { isInside, reporter }: DsnReader,
  { indexed }: Organization,
): DsnRecipient {
  const { path, orcpt, displayName } = recipient;
  const reader = { Language: reporter.language, Internal: reporter.audience === 'internal' };
  const message = systemMessageFor(statusOf(reply), reader, indexed);
  return {
    path,
    reply: waited === undefined ? reply : waitReply(reply, waited, isInside ? 'internal' : 'external'),
    ...(waited === undefined ? {} : { waited }),
    ...(orcpt === undefined ? {} : { orcpt }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(remote === undefined ? {} : { remote }),
    ...(comment === undefined ? {} : { comment }),
    ...(message === undefined ? {} : { notice: readSystemText(message.Text) }),
  };
}
