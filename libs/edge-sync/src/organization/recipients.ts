import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Organization, StoredRecipient } from '@mailyard/directory';
import { smtpAddressKey } from '@mailyard/schema';

import { digestOf } from '../bundle/bundle.js';
import { recipientDigest } from '../bundle/recipient-digest.js';
import { digestBytes } from '../bundle/section-content.js';

/** A service that makes half a million digests goes on with its other work. */
const recipientsOfTurn = 2_000;

/** Whom an Edge is told of at some time. */
export interface RecipientList {
  /** Of the section. */
  readonly text: string;
  readonly digest: string;
  /** How many addresses are in it. */
  readonly count: number;
  /** Their digests, in ascending order. */
  readonly digests: Buffer;
}

/** The addresses of everybody who takes mail from outside; digests of a recipient that has not changed are kept. */
export class RecipientDigests {
  readonly #known = new WeakMap<StoredRecipient, string>();
  #now: { readonly of: readonly unknown[]; readonly list: RecipientList } | undefined;
  /** The one that the Edge has. */
  #told: RecipientList | undefined;

  constructor(readonly key: Buffer) {}

  /** `told`: digest of what the Edge has. */
  async list({ objects }: Organization, told: string | undefined): Promise<RecipientList> {
    const lists = [
      objects.Mailboxes,
      objects.MailUsers,
      objects.MailContacts,
      objects.DistributionGroups,
      objects.DynamicDistributionGroups,
    ];
    const known = this.#now;
    if (known?.list.digest === told) this.#told = known?.list;
    if (known !== undefined && lists.every((list, at) => list === known.of[at])) return known.list;
    const list = listOf(await this.#digests(lists));
    this.#now = { of: lists, list };
    return list;
  }

  /** What makes `list` of what the Edge has, as text; undefined: that is not at hand, or all of it is not much more. */
  changes(list: RecipientList, told: string | undefined): string | undefined {
    const former = this.#told;
    if (former === undefined || former.digest !== told) return undefined;
    const [added, deleted] = [without(list.digests, former.digests), without(former.digests, list.digests)];
    if (added.length + deleted.length > list.digests.length / 2) return undefined;
    const texts = { added: added.toString('base64'), deleted: deleted.toString('base64') };
    return JSON.stringify({ ...texts, count: list.count });
  }

  async #digests(lists: readonly (readonly StoredRecipient[])[]): Promise<readonly string[]> {
    const digests: string[] = [];
    let done = 0;
    for (const list of lists) {
      for (const recipient of list) {
        for (const digest of this.#of(recipient)) digests.push(digest);
        done += 1;
        // One turn after the other is the point of it.
        // eslint-disable-next-line no-await-in-loop
        if (done % recipientsOfTurn === 0) await nextTurn();
      }
    }
    return digests;
  }

  /** Whoever takes mail of authenticated senders only has nothing to do with strangers: the Edge does not know them. */
  #of(recipient: StoredRecipient): readonly string[] {
    if (recipient.RequireSenderAuthenticationEnabled) return [];
    const known = this.#known.get(recipient);
    if (known !== undefined) return known.match(/.{16}/gs) ?? [];
    const digests = recipient.EmailAddresses.map((address) =>
      recipientDigest(this.key, smtpAddressKey(address)).toString('latin1'),
    );
    this.#known.set(recipient, digests.join(''));
    return digests;
  }
}

/** As text of an octet a character, which is compared at less cost than buffers. */
function listOf(all: readonly string[]): RecipientList {
  const sorted = [...new Set(all)].toSorted();
  const digests = Buffer.from(sorted.join(''), 'latin1');
  const text = JSON.stringify({ digests: digests.toString('base64') });
  return { text, digest: digestOf(text), count: sorted.length, digests };
}

/** What of the one ascending list is not in the other. */
function without(list: Buffer, other: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let there = 0;
  for (let at = 0; at < list.length; at += digestBytes) {
    const end = at + digestBytes;
    let order = -1;
    while (there < other.length && (order = other.compare(list, at, end, there, there + digestBytes)) < 0) {
      there += digestBytes;
    }
    if (there >= other.length || order !== 0) pieces.push(list.subarray(at, end));
  }
  return Buffer.concat(pieces);
}
