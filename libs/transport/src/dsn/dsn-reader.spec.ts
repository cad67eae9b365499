import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  Organization,
  remoteDomainSchema,
  reportLanguages,
  systemMessageSchema,
  type TransportSettings,
} from '@mailyard/directory';
import { dsnLanguages, type DsnKind } from '@mailyard/message';
import type { NewItem } from '@mailyard/queue';
import { exchangeRecipient, Reply } from '@mailyard/smtp';

import { contoso } from '../spec-support/contoso.js';
import { loadedCopy, type ExampleMessage } from '../spec-support/loaded-copy.js';
import { recipient } from '../spec-support/test-hub.js';
import { DsnAuthor } from './dsn-author.js';

const everything = recipient('gone@contoso.com', { notify: ['SUCCESS', 'FAILURE', 'DELAY'] });
const inside = recipient('alice@contoso.com').path;
const outside = recipient('erin@fabrikam.com').path;
const relayed = recipient('rita@partner.example').path;

interface Organized {
  readonly settings?: Partial<TransportSettings>;
  readonly remoteDomain?: object;
  readonly systemMessages?: readonly object[];
  readonly isEdge?: boolean;
}

function organization({ settings, remoteDomain, systemMessages = [], isEdge }: Organized): Organization {
  const { objects } = contoso(settings);
  const guid = (object: object) => ({ Guid: randomUUID(), ...object });
  return new Organization(2, {
    ...objects,
    Servers:
      isEdge === true
        ? objects.Servers.map((server) => ({ ...server, ServerRole: 'Edge' as const }))
        : objects.Servers,
    AcceptedDomains: [
      ...objects.AcceptedDomains,
      acceptedDomainSchema.parse(
        guid({ Name: 'Partner', DomainName: 'partner.example', DomainType: 'ExternalRelay' }),
      ),
    ],
    RemoteDomains:
      remoteDomain === undefined
        ? []
        : [remoteDomainSchema.parse(guid({ Name: 'Fabrikam', DomainName: '*', ...remoteDomain }))],
    SystemMessages: systemMessages.map((message) => systemMessageSchema.parse(guid(message))),
  });
}

async function written(
  organized: Organized = {},
  message: Partial<ExampleMessage> = {},
  {
    kind = 'failed',
    reply = new Reply(550, '5.1.1', 'no such user'),
  }: { kind?: DsnKind; reply?: Reply } = {},
): Promise<NewItem | undefined> {
  const author = new DsnAuthor({
    fqdn: 'mbx01.contoso.com',
    organization: () => organization(organized),
    nextId: () => Promise.resolve('2000'),
    now: Date.now,
  });
  const recipients = [everything];
  const header = 'Subject: test\r\nReceived: from inside by mbx01; x\r\n';
  const original = loadedCopy({ recipients, header, ...message });
  const [dsn] = await author.write(kind, original, [{ recipient: everything, reply }]);
  return dsn;
}

const headerOf = (dsn: NewItem | undefined): string => String(dsn?.item.header);
const textOf = (dsn: NewItem | undefined): string => String(dsn?.content);

describe('whom an internal DSN is for, and what it shows', () => {
  it.each([
    ['an address of ours', { from: inside }, 'internal', true],
    ['an address of an ExternalRelay domain', { from: relayed }, 'external', false],
    ['an address outside', { from: outside }, 'external', false],
    [
      'whoever has signed in, with an address outside',
      { from: outside, authAs: 'Internal' },
      'internal',
      false,
    ],
  ] as const)('%s', async (_, message, audience, showsTrace) => {
    const dsn = await written({ settings: { ExternalPostmasterAddress: 'help@contoso.com' } }, message);
    expect(headerOf(dsn)).toContain(
      audience === 'internal' ? `<${exchangeRecipient}@contoso.com>` : 'From: help@contoso.com',
    );
    // The trace shows the organization's inside: it never leaves, whoever wrote the message.
    expect(textOf(dsn).includes('Received: from inside')).toBe(showsTrace);
  });
});

describe('settings of TransportConfig act for their own readers', () => {
  const readers = [
    ['Internal', inside, outside],
    ['External', outside, inside],
  ] as const;

  it.each(readers)('%sDsnSendHtml', async (which, reader, other) => {
    const settings = { [`${which}DsnSendHtml`]: false };
    expect(textOf(await written({ settings }, { from: reader }))).not.toContain('text/html');
    expect(textOf(await written({ settings }, { from: other }))).toContain('text/html');
  });

  it.each(readers)('%sDsnReportingAuthority', async (which, reader, other) => {
    const settings = { [`${which}DsnReportingAuthority`]: 'reports.example' };
    expect(textOf(await written({ settings }, { from: reader }))).toContain(
      'Reporting-MTA: dns;reports.example\r\n',
    );
    expect(textOf(await written({ settings }, { from: other }))).toContain(
      'Reporting-MTA: dns;mbx01.contoso.com\r\n',
    );
  });

  it.each(readers)('%sDsnDefaultLanguage, and detection before it', async (which, reader, other) => {
    const settings = { [`${which}DsnDefaultLanguage`]: 'de-AT' };
    const tag = (dsn: NewItem | undefined) => /^Content-Language: (.+)\r$/m.exec(headerOf(dsn))?.[1];
    const french = 'Accept-Language: fr-FR, de;q=0.5\r\nContent-Language: es\r\n';
    expect(tag(await written({ settings }, { from: reader }))).toBe('de-DE');
    expect(tag(await written({ settings }, { from: other }))).toBe('en-US');
    expect(tag(await written({ settings }, { from: reader, header: french }))).toBe('fr-FR');
    const off = { ...settings, [`${which}DsnLanguageDetectionEnabled`]: false };
    expect(tag(await written({ settings: off }, { from: reader, header: french }))).toBe('de-DE');
    expect(tag(await written({ settings: off }, { from: other, header: french }))).toBe('fr-FR');
  });

  it.each(readers)('%sDelayDsnEnabled', async (which, reader, other) => {
    const settings = { [`${which}DelayDsnEnabled`]: false };
    const kind = 'delayed';
    expect(await written({ settings }, { from: reader }, { kind })).toBeUndefined();
    expect(await written({ settings }, { from: other }, { kind })).toBeDefined();
    expect(await written({ settings }, { from: reader })).toBeDefined();
  });

  it.each(readers)('%sDsnMaxMessageAttachSize', async (which, reader, other) => {
    const settings = { [`${which}DsnMaxMessageAttachSize`]: 4 };
    const content = Buffer.from('12345');
    expect(textOf(await written({ settings }, { from: reader, content }))).toContain('text/rfc822-headers');
    expect(textOf(await written({ settings }, { from: other, content }))).toContain('message/rfc822');
  });

  it('GenerateCopyOfDSNFor: the Microsoft Exchange recipient gets a copy of those codes', async () => {
    const settings = { GenerateCopyOfDSNFor: ['5.4.6', '5.1.1'] };
    const readersOf = (dsn: NewItem | undefined) =>
      dsn?.copies[0]?.recipients.map(({ path }) => path.localPart);
    expect(readersOf(await written({ settings }))).toEqual(['alice', exchangeRecipient]);
    expect(readersOf(await written({ settings }, {}, { reply: new Reply(550, '5.7.1', 'no') }))).toEqual([
      'alice',
    ]);
    expect(readersOf(await written())).toEqual(['alice']);
    expect(headerOf(await written({ settings }))).not.toMatch(/^(?:Cc|Bcc|To):.*MicrosoftExchange/m);
    // Nobody at an Edge could read it.
    const external = { ...settings, ExternalPostmasterAddress: 'help@contoso.com' };
    expect(readersOf(await written({ settings: external, isEdge: true }))).toEqual(['alice', 'help']);
  });

  it('an Edge speaks to those outside by its own name, unless ExternalPostmasterAddress says otherwise', async () => {
    const from = async (settings: Partial<TransportSettings>) =>
      headerOf(await written({ settings, isEdge: true }, { from: outside })).match(/^From: .*$/m)?.[0];
    expect(await from({})).toBe('From: postmaster@mbx01.contoso.com');
    expect(await from({ ExternalPostmasterAddress: 'help@contoso.com' })).toBe('From: help@contoso.com');
  });
});

describe('reports to a remote domain', () => {
  it.each([
    ['NDREnabled', ['delivered', 'relayed', 'expanded']],
    ['DeliveryReportEnabled', ['failed', 'delayed']],
  ] as const)('%s: false leaves %j', async (parameter, left) => {
    const remoteDomain = { [parameter]: false };
    const kinds: readonly DsnKind[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];
    const sent = async (from: typeof outside) => {
      const dsns = await Promise.all(kinds.map((kind) => written({ remoteDomain }, { from }, { kind })));
      return kinds.filter((_, index) => dsns[index] !== undefined);
    };
    expect(await sent(outside)).toEqual(left);
    // A domain that is accepted is none of these.
    expect(await sent(inside)).toEqual(kinds);
    expect(await sent(relayed)).toEqual(kinds);
  });

  it('IsInternal: in the words for those inside, without names of servers', async () => {
    const settings = { ExternalPostmasterAddress: 'help@contoso.com' };
    const dsn = await written({ settings, remoteDomain: { IsInternal: true } }, { from: outside });
    expect(headerOf(dsn)).toContain(`<${exchangeRecipient}@contoso.com>`);
    expect(textOf(dsn)).not.toContain('Received: from inside');
    const other = await written({ settings, remoteDomain: {} }, { from: outside });
    expect(headerOf(other)).toContain('From: help@contoso.com');
  });

  it('NDRDiagnosticInfoEnabled: false leaves the part for administrators out', async () => {
    const remoteDomain = { NDRDiagnosticInfoEnabled: false };
    expect(textOf(await written({ remoteDomain }, { from: outside }))).not.toContain(
      'Diagnostic information',
    );
    expect(textOf(await written({ remoteDomain }, { from: inside }))).toContain('Diagnostic information');
    expect(textOf(await written({}, { from: outside }))).toContain('Diagnostic information');
  });
});

describe('texts of an administrator (New-SystemMessage)', () => {
  const systemMessages = [
    { DsnCode: '5.1.1', Internal: true, Language: 'en', Text: 'Look into <b>the directory</b>.' },
    { DsnCode: '5.x.y', Internal: true, Language: 'en', Text: 'Call the desk.' },
  ];

  it('by code, then by class, for the readers and the language they are for', async () => {
    const other = { reply: new Reply(550, '5.7.1', 'no') };
    expect(textOf(await written({ systemMessages }))).toContain('Look into <b>the directory</b>.');
    expect(textOf(await written({ systemMessages }, {}, other))).toContain('Call the desk.');
    expect(textOf(await written({ systemMessages }, { from: outside }))).not.toContain('Look into');
    const header = 'Accept-Language: de\r\n';
    expect(textOf(await written({ systemMessages }, { header }))).not.toContain('Look into');
  });
});

it('the languages of settings and system messages are those that reports are written in', () => {
  expect(reportLanguages).toEqual(dsnLanguages);
});
