import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Organization, StoredRecipient } from '@mailyard/directory';
import { smtpAddressKey } from '@mailyard/schema';

import { recipientDigest } from '../bundle/recipient-digest.js';

/** A service that makes half a million digests goes on with its other work. */
const recipientsOfTurn = 2_000;

/** The addresses of everybody who takes mail from outside; digests of a recipient that has not changed are kept. */
export class RecipientDigests {
  readonly #known = new WeakMap<StoredRecipient, string>();
  #section: { readonly of: readonly unknown[]; readonly text: string; readonly count: number } | undefined;

  constructor(private readonly key: Buffer) {}

  /** The text of the section, and how many addresses are in it. */
  async section({ objects }: Organization): Promise<{ readonly text: string; readonly count: number }> {
    const lists = [
      objects.Mailboxes,
      objects.MailUsers,
      objects.MailContacts,
      objects.DistributionGroups,
      objects.DynamicDistributionGroups,
    ];
    const known = this.#section;
    if (known !== undefined && lists.every((list, at) => list === known.of[at])) return known;
    const digests = await this.#digests(lists);
    // As text of an octet a character, which is compared and held at less cost than buffers.
    const sorted = [...new Set(digests)].toSorted();
    const text = JSON.stringify({ digests: Buffer.from(sorted.join(''), 'latin1').toString('base64') });
    this.#section = { of: lists, text, count: sorted.length };
    return this.#section;
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
