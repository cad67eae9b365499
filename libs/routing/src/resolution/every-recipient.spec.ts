import type { AutomaticMail } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import { formatPath, type EnvelopeRecipient, type Path } from '@mailyard/smtp';

import type { Categorization } from '../categorization.js';
import { categorize } from '../categorize.js';
import { organizationOf, type Recipients } from '../spec-support/resolved-organization.js';
import { message } from '../spec-support/routable-messages.js';

/** The same numbers for the same seed (mulberry32), so that a failure can be seen again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const count = 4;
const kinds = ['mailbox', 'contact', 'user', 'group'] as const;
const names = kinds.flatMap((kind) => Array.from({ length: count }, (_, index) => `${kind}-${index}`));

type More = Record<string, unknown>;

/** Whatever recipients may say of each other: forwards, members, contacts that are others, restrictions, limits, servers. */
function randomRecipients(random: (below: number) => number): Recipients {
  const one = (): string => names[random(names.length)] ?? '';
  const sometimes = (more: () => More): More => (random(3) === 0 ? more() : {});
  const common = (): More => ({
    ...sometimes(() => ({ AcceptMessagesOnlyFromSendersOrMembers: [one(), one()] })),
    ...sometimes(() => ({ RejectMessagesFrom: [one()] })),
    ...sometimes(() => ({ RequireSenderAuthenticationEnabled: true })),
    ...sometimes(() => ({ MaxReceiveSize: 100 })),
  });
  const objects = (kind: string, more: () => More) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`${kind}-${index}`, { ...common(), ...more() }]),
    );
  const external = (): More => ({
    ExternalEmailAddress: `${one()}@${['contoso.com', 'fabrikam.example'][random(2)]}`,
  });
  return {
    mailboxes: objects('mailbox', () => ({
      Database: ['DB01', 'DB02'][random(2)],
      DeliverToMailboxAndForward: random(2) === 0,
      ...sometimes(() => ({ ForwardingAddress: one() })),
      ...sometimes(() => ({
        ForwardingSmtpAddress: `${one()}@${['contoso.com', 'adatum.example'][random(2)]}`,
      })),
    })),
    contacts: objects('contact', external),
    users: objects('user', external),
    groups: objects('group', () => ({
      Members: Array.from({ length: random(5) }, one),
      ReportToOriginatorEnabled: random(2) === 0,
      SendOofMessageToOriginatorEnabled: random(2) === 0,
      ...sometimes(() => ({ ExpansionServer: 'MBX02' })),
    })),
    remoteDomains: { '*': { AutoForwardEnabled: random(2) === 0, AutoReplyEnabled: random(2) === 0 } },
    settings: { ExpansionSizeLimit: 1 + random(3), MaxRecipientEnvelopeLimit: 4 + random(5) },
  };
}

const keyOf = (recipient: { readonly path: Path; readonly orcpt?: string }): string =>
  recipient.orcpt ?? `rfc822;${formatPath(recipient.path)}`;

/** The places where a recipient that the sender has named is, as far as it is that one itself. */
function placesOf(
  { path }: EnvelopeRecipient,
  result: Categorization,
  directory: Directory,
): readonly string[] {
  const address = formatPath(path);
  const self = new Set([address, ...directory.addressesOf(address)]);
  const isIt = (recipient: { readonly path: Path; readonly orcpt?: string }): boolean =>
    keyOf(recipient) === `rfc822;${address}` && self.has(formatPath(recipient.path));
  return [
    ...result.deliveries.flatMap((delivery) => delivery.recipients.filter(isIt).map(() => 'delivered')),
    ...result.redirected
      .filter(({ recipient, delivered }) => !delivered && isIt(recipient))
      .map(() => 'redirected'),
    ...result.expanded.filter(({ recipient }) => isIt(recipient)).map(() => 'expanded'),
    ...result.failed.filter(({ recipient }) => isIt(recipient)).map(() => 'failed'),
    ...result.unreachable.filter(({ recipient }) => isIt(recipient)).map(() => 'unreachable'),
    ...result.dropped.filter(({ recipient }) => isIt(recipient)).map(({ reason }) => reason),
  ];
}

interface Directory {
  /** By which somebody is known in the end. */
  addressesOf(address: string): readonly string[];
}

const automatic: readonly (AutomaticMail | undefined)[] = [
  undefined,
  undefined,
  'AutoReply',
  'NonDeliveryReport',
];

describe('every recipient of the envelope ends in exactly one place', () => {
  it.each(Array.from({ length: 300 }, (_, seed) => seed))('seed %d', (seed) => {
    const random = randomNumbers(seed);
    const organization = organizationOf(randomRecipients(random));
    const known = [...names.map((name) => `${name}@contoso.com`), 'nobody@contoso.com', 'x@adatum.example'];
    const chosen = new Set(Array.from({ length: 1 + random(7) }, () => known[random(known.length)] ?? ''));
    const recipients = [...chosen].map((address): EnvelopeRecipient => {
      const [localPart = '', domain = ''] = address.split('@');
      return { path: { localPart, domain }, notify: ['SUCCESS', 'FAILURE'] };
    });
    const kind = automatic[random(automatic.length)];
    const asked = {
      ...message,
      recipients,
      reversePath:
        kind === undefined ? { localPart: names[random(names.length)] ?? '', domain: 'contoso.com' } : null,
      size: 50 + random(100),
      source: { ...message.source, authAs: (['Internal', 'Anonymous'] as const)[random(2)] ?? 'Internal' },
      ...(kind === undefined ? {} : { history: { automatic: kind } }),
    };
    const result = categorize(asked, organization, { server: 'MBX01' });
    const directory: Directory = {
      addressesOf: (address) => {
        const [localPart = '', domain = ''] = address.split('@');
        const found = organization.recipient({ localPart, domain });
        if (found === undefined) return [];
        if (!('ExternalEmailAddress' in found)) return found.EmailAddresses;
        const chained = organization.recipient(pathOf(found.ExternalEmailAddress));
        const isOwn = chained === undefined || chained.Guid === found.Guid;
        return [...found.EmailAddresses, ...(isOwn ? [found.ExternalEmailAddress] : [])];
      },
    };
    for (const recipient of recipients) {
      expect([formatPath(recipient.path), placesOf(recipient, result, directory)]).toEqual([
        formatPath(recipient.path),
        [expect.any(String)],
      ]);
    }
    // Nobody gets two of one message, and a categorization that was cut short comes out the same.
    const delivered = result.deliveries.flatMap((delivery) =>
      delivery.recipients.map(({ path }) => formatPath(path)),
    );
    expect(new Set(delivered).size).toBe(delivered.length);
    expect(categorize(asked, organization, { server: 'MBX01' })).toEqual(result);
  });
});
