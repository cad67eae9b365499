import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { Reply, replies } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const db01 = nextHopTo('SmtpDeliveryToMailbox', 'DB01');
const queue = queueNameOf(db01);
const carol = recipient('carol@contoso.com');
const mailboxFull = new Reply(452, '4.2.2', 'mailbox full');
const mailboxDisabled = new Reply(550, '5.2.1', 'mailbox disabled');

let site: TestSite;
beforeEach(async () => (site = await TestSite.start({ MessageRetryInterval: 100 })));
afterEach(() => site.stop());

it.each([
  [3, 1],
  [4_998, 2],
])(
  'of %d recipients each hears its own: delivered, tried again, failed in %d DSNs',
  async (count, dsns) => {
    const hub = await site.openHub({
      // All are in DB01, as if they had mailboxes there; the sender's DSNs find their way.
      routeAtOnce: (copy) =>
        copy.recipients[0]?.path.localPart === 'carol'
          ? undefined
          : [{ copy: { ...copy, queue }, nextHop: db01 }],
    });
    await hub.start();
    await eventually(() => hub.service.submissionMoves);
    const part = (address: string) => Number(/\d+/.exec(address)?.[0] ?? 0) % 3;
    site.sink.answer = (address) =>
      [replies.delivered, mailboxFull, mailboxDisabled][part(address)] ?? mailboxFull;
    const everybody = Array.from({ length: count }, (_, index) => `user${index}@contoso.com`);
    await hub.submit(
      everybody.map((address) => recipient(address)),
      { from: carol.path },
    );
    await eventually(() => hub.counts.delayed > 0);
    site.sink.answer = () => replies.delivered;
    await hub.emptied();

    const [told, delivered] = [false, true].map((isMail) =>
      site.sink.taken.filter(({ envelope }) => (envelope.reversePath !== null) === isMail),
    );
    const served = delivered?.flatMap(({ envelope }) =>
      envelope.recipients.map(({ path }) => path.localPart),
    );
    const wanted = everybody
      .filter((address) => part(address) < 2)
      .map((address) => address.replace('@contoso.com', ''));
    expect(served?.toSorted()).toEqual(wanted.toSorted());
    const failed = told?.flatMap(({ content }) =>
      [...content.matchAll(/^Final-Recipient: rfc822; ?(\S+)\r$/gm)].map(([, address]) => address),
    );
    expect(failed?.toSorted()).toEqual(everybody.filter((address) => part(address) === 2).toSorted());
    expect(told).toHaveLength(dsns);
    expect(hub.faults).toEqual([]);
  },
  60_000,
);
