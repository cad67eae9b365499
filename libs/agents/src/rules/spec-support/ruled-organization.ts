import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  distributionGroupSchema,
  mailboxSchema,
  noObjects,
  Organization,
  remoteDomainSchema,
  transportRuleSchema,
  transportSettingsSchema,
} from '@mailyard/directory';
import { HeaderBlock, MessageReader, type MessageSource } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import { applyRules, type RuleRun } from '../apply-rules.js';
import type { RuleMessage } from '../rule-message.js';

type Parameters = Readonly<Record<string, unknown>>;

const mailbox = (name: string, more: Parameters = {}) =>
  mailboxSchema.parse({
    Guid: randomUUID(),
    Name: name,
    PrimarySmtpAddress: `${name}@contoso.com`,
    EmailAddresses: [`${name}.other@contoso.com`],
    ...more,
  });
const group = (name: string, Members: readonly string[]) =>
  distributionGroupSchema.parse({
    Guid: randomUUID(),
    Name: name,
    PrimarySmtpAddress: `${name}@contoso.com`,
    Members,
  });

/** alice and bob are in team, team is in staff, carol is alone. */
export function ruledOrganization(...rules: readonly Parameters[]): Organization {
  const domain = { Guid: randomUUID(), Name: 'contoso.com', DomainName: 'contoso.com' };
  return new Organization(1, {
    ...noObjects,
    AcceptedDomains: [acceptedDomainSchema.parse({ ...domain, DomainType: 'Authoritative', Default: true })],
    Mailboxes: [
      mailbox('alice', { Phone: '+49 30 1', StateOrProvince: 'Berlin', OtherTelephone: ['4711'] }),
      mailbox('bob'),
      mailbox('carol'),
    ],
    RemoteDomains: [
      remoteDomainSchema.parse({
        Guid: randomUUID(),
        Name: 'Sister',
        DomainName: 'sister.example',
        IsInternal: true,
      }),
    ],
    DistributionGroups: [group('team', ['alice', 'bob']), group('staff', ['team'])],
    TransportRules: rules.map((rule, index) =>
      transportRuleSchema.parse({ Guid: randomUUID(), Name: `Rule ${index}`, ...rule }),
    ),
    TransportSettings: [
      transportSettingsSchema.parse({ Guid: randomUUID(), TLSSendDomainSecureList: ['partner.example'] }),
    ],
  });
}

export interface Sent {
  readonly from?: string | null;
  readonly to?: readonly string[];
  readonly authAs?: MessageSource['authAs'];
  readonly ip?: string;
  /** Header and content, with LF as line ends. */
  readonly text?: string;
}

const plain = 'From: Kate <kate@fabrikam.com>\nTo: alice@contoso.com\nSubject: Budget\n\nhello\n';

export function message({
  from = 'kate@fabrikam.com',
  to = ['alice@contoso.com'],
  text = plain,
  ...more
}: Sent) {
  const octets = Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');
  const end = octets.indexOf('\r\n\r\n') + 4;
  const header = HeaderBlock.parse(octets.subarray(0, end));
  const reader = new MessageReader(header, {
    textBytesMax: 1_000,
    partsMax: 100,
    documentsBytesMax: 100_000,
  });
  reader.write(octets.subarray(end));
  return {
    reversePath: from === null ? null : pathOf(from),
    recipients: to.map((address): EnvelopeRecipient => ({ path: pathOf(address) })),
    header,
    sizeBytes: octets.length,
    source: source(more),
    reading: reader.end(),
  } satisfies RuleMessage;
}

function source({ authAs = 'Anonymous', ip = '192.0.2.1' }: Pick<Sent, 'authAs' | 'ip'>): MessageSource {
  return {
    kind: 'SMTP',
    receivedAt: 0,
    sessionId: '08D0000000000001',
    connector: { name: 'MBX01\\Default MBX01', guid: randomUUID() },
    server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
    peer: { ip, port: 4711, helo: 'client.example' },
    authAs,
    headerRights: { routing: false, organization: false, forest: false },
  };
}

export function run(rules: readonly Parameters[], sent: Sent = {}, now = 0): RuleRun<EnvelopeRecipient> {
  return applyRules(message(sent), ruledOrganization(...rules), now);
}
