import { randomUUID } from 'node:crypto';

import {
  distributionGroupSchema,
  dynamicDistributionGroupSchema,
  mailContactSchema,
  mailUserSchema,
  mailboxSchema,
  Organization,
} from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import type { EnvelopeRecipient, Path } from '@mailyard/smtp';

import type { Identity } from '../../rights/identity.js';
import { rightsOf } from '../../rights/rights.js';
import { frontEnd } from '../../roles/front-end.js';
import { hub } from '../../roles/hub.js';
import { checkedSession } from '../../testing/checked-session.js';
import { contoso, withTransport } from '../../testing/contoso.js';
import { refusalBy, type CheckedSession } from '../check.js';

let organization: Organization;

const at = (Name: string, more: object = {}) => ({
  Guid: randomUUID(),
  Name,
  PrimarySmtpAddress: `${Name}@contoso.com`,
  ...more,
});

beforeAll(async () => {
  const { objects } = await contoso();
  organization = new Organization(2, {
    ...objects,
    Mailboxes: [
      ...objects.Mailboxes,
      mailboxSchema.parse(at('boss', { AcceptMessagesOnlyFromDLMembers: ['staff'], MaxReceiveSize: '1 MB' })),
      mailboxSchema.parse(at('quiet', { RejectMessagesFrom: ['bob', 'Jo'] })),
      mailboxSchema.parse(at('roomy', { MaxReceiveSize: '20 MB', MaxSendSize: '20 MB' })),
    ],
    MailContacts: [
      mailContactSchema.parse({
        Guid: randomUUID(),
        Name: 'Jo',
        PrimarySmtpAddress: 'jo@contoso.com',
        ExternalEmailAddress: 'jo@fabrikam.example',
      }),
      mailContactSchema.parse({
        Guid: randomUUID(),
        Name: 'Out',
        ExternalEmailAddress: 'out@fabrikam.example',
      }),
      mailContactSchema.parse(at('fax', { ExternalEmailAddress: 'FAX:+49 123' })),
    ],
    MailUsers: [
      mailUserSchema.parse({ Guid: randomUUID(), Name: 'Mia', ExternalEmailAddress: 'mia@fabrikam.example' }),
    ],
    DistributionGroups: [
      ...objects.DistributionGroups,
      distributionGroupSchema.parse(at('staff', { Members: ['alice', 'everybody'] })),
      distributionGroupSchema.parse(
        at('outsiders', { Members: ['Out'], RequireSenderAuthenticationEnabled: false }),
      ),
    ],
    DynamicDistributionGroups: [
      dynamicDistributionGroupSchema.parse(at('everybody', { RecipientFilter: "Name -eq 'roomy'" })),
    ],
  });
});

interface Sending {
  readonly from?: string;
  readonly octets?: number;
  readonly identity?: Partial<Identity>;
  readonly in?: Organization;
}

const submit = rightsOf('ms-Exch-SMTP-Submit');
const anyRecipient = submit | rightsOf('ms-Exch-SMTP-Accept-Any-Recipient');
const signedIn: Partial<Identity> = { authAs: 'Internal', rights: anyRecipient, addresses: [] };

function session({ from = '', octets, identity = { rights: submit }, in: within }: Sending): CheckedSession {
  const envelope = {
    reversePath: from === '' ? null : pathOf(from),
    ...(octets === undefined ? {} : { declaredBytes: octets }),
  };
  return checkedSession({ organization: within ?? organization, identity, envelope });
}

const answer = (to: string, sending: Sending, more: Partial<EnvelopeRecipient> = {}): string => {
  const path: Path = pathOf(to);
  const refusal = refusalBy(frontEnd.checks.rcpt, session(sending), { path, ...more });
  return refusal?.toString().replaceAll('\r\n', ' ').trim() ?? 'accepted';
};

describe('a recipient who takes mail of authenticated senders only', () => {
  const refused = '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required';
  it.each([
    ['staff@contoso.com', { from: 'x@fabrikam.example' }, refused],
    ['everybody@contoso.com', { from: 'x@fabrikam.example' }, refused],
    ['staff@contoso.com', {}, refused],
    ['staff@contoso.com', { from: 'alice@contoso.com', identity: signedIn }, 'accepted'],
    ['team@contoso.com', { from: 'x@fabrikam.example' }, 'accepted'],
    ['alice@contoso.com', { from: 'x@fabrikam.example' }, 'accepted'],
  ])('%s, %j: %s', (to, sending, expected) => {
    expect(answer(to, sending)).toBe(expected);
  });
});

describe('a recipient with lists of senders', () => {
  const refused = '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized';
  it.each([
    ['boss@contoso.com', { from: 'alice@contoso.com', identity: signedIn }, 'accepted'],
    // In a dynamic group in the group.
    ['boss@contoso.com', { from: 'roomy@contoso.com', identity: signedIn }, 'accepted'],
    ['boss@contoso.com', { from: 'bob@contoso.com', identity: signedIn }, refused],
    ['boss@contoso.com', { from: 'x@fabrikam.example' }, refused],
    ['boss@contoso.com', {}, refused],
    ['quiet@contoso.com', { from: 'bob@contoso.com', identity: signedIn }, refused],
    ['quiet@contoso.com', { from: 'jo@fabrikam.example' }, refused],
    ['quiet@contoso.com', { from: 'alice@contoso.com', identity: signedIn }, 'accepted'],
  ])('%s, %j: %s', (to, sending, expected) => {
    expect(answer(to, sending)).toBe(expected);
  });

  it('an alternate recipient may take it, which the categorizer finds', () => {
    const orar = pathOf('alice@contoso.com');
    expect(answer('boss@contoso.com', { from: 'x@fabrikam.example' }, { orar })).toBe('accepted');
  });
});

describe('SIZE: what RCPT knows already', () => {
  const refused = '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient';
  const fromAlice: Sending = { from: 'alice@contoso.com', identity: signedIn };
  const limited = () => withTransport(organization, { MaxReceiveSize: '10 MB', MaxSendSize: '10 MB' });
  it.each([
    ['boss@contoso.com', 1_048_576, 'accepted'],
    ['boss@contoso.com', 1_048_577, refused],
    ['alice@contoso.com', 10_485_760, 'accepted'],
    ['alice@contoso.com', 10_485_761, refused],
    // Their own limit is in place of the organization's.
    ['roomy@contoso.com', 20_971_520, 'accepted'],
    ['roomy@contoso.com', 20_971_521, refused],
    // Somebody outside takes as much as the organization does.
    ['x@fabrikam.example', 10_485_761, refused],
  ])('%s, %d octets: %s', (to, octets, expected) => {
    expect(answer(to, { ...fromAlice, octets, in: limited() })).toBe(expected);
  });

  it('a notification is taken whatever its size', () => {
    expect(answer('bob@contoso.com', { octets: 30_000_000, in: limited() })).toBe('accepted');
  });

  it.each([
    ['x@fabrikam.example', { rights: submit }, 10_485_761, '552 5.3.4'],
    ['x@fabrikam.example', { rights: submit }, 10_485_760, 'accepted'],
    ['roomy@contoso.com', signedIn, 20_971_520, 'accepted'],
    ['roomy@contoso.com', signedIn, 20_971_521, '552 5.3.4'],
    // Who is not authenticated has nobody's own limit.
    ['roomy@contoso.com', { rights: ~0 }, 20_971_520, '552 5.3.4'],
  ] as const)('MAIL of %s, %j, with %d octets: %s', (from, identity, octets, expected) => {
    const given = session({ from, octets, identity: { ...identity }, in: limited() });
    const checks = hub.checks.mail.slice(-1);
    const envelope = { reversePath: pathOf(from), declaredBytes: octets };
    expect(refusalBy(checks, given, envelope)?.toString() ?? 'accepted').toContain(expected);
  });
});

describe('contacts and mail users are recipients, and no way around the relay check', () => {
  const relay = '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain';
  it.each([
    ['jo@contoso.com', 'accepted'],
    ['fax@contoso.com', 'accepted'],
    ['outsiders@contoso.com', 'accepted'],
    // Their addresses outside are others' for whoever may not relay, also where the directory has them.
    ['jo@fabrikam.example', relay],
    ['out@fabrikam.example', relay],
    ['mia@fabrikam.example', relay],
    ['other@fabrikam.example', relay],
    ['"jo@fabrikam.example"@contoso.com', '550 5.1.10'],
    ['jo%fabrikam.example@contoso.com', '550 5.1.10'],
    ['jo+x@contoso.com', '550 5.1.10'],
  ])('%s: %s', (to, expected) => {
    expect(answer(to, { from: 'stranger@adatum.example' })).toContain(expected);
  });

  it.each(['jo@fabrikam.example', 'out@fabrikam.example'])('who may relay reaches %s', (to) => {
    expect(answer(to, { from: 'alice@contoso.com', identity: signedIn })).toBe('accepted');
  });

  it('plus addresses and a catch-all recipient open accepted domains alone', () => {
    const { objects } = organization;
    const open = new Organization(3, {
      ...withTransport(organization, { AllowPlusAddressInRecipients: true }).objects,
      AcceptedDomains: objects.AcceptedDomains.map((domain) => ({
        ...domain,
        ...(domain.Default ? { CatchAllRecipient: 'bob' } : {}),
      })),
    });
    const to = (address: string) => answer(address, { from: 'stranger@adatum.example', in: open });
    expect(['alice+x@contoso.com', 'nobody@contoso.com'].map(to)).toEqual(['accepted', 'accepted']);
    expect(['out+x@fabrikam.example', 'nobody@fabrikam.example'].map(to)).toEqual([relay, relay]);
    // Another mail system's, through a connector: that is relaying.
    expect(to('IMCEAFAX-+2B49@contoso.com')).toBe(relay);
  });
});
