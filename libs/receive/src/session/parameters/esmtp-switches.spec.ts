import {
  clientOf,
  expectRow,
  mail,
  named,
  queued,
  rcpt,
  usualEhlo,
  type ParameterRow,
} from '../../testing/parameter-rows.js';
import { TestOrganization, type RunningHub } from '../../testing/test-organization.js';

let test: TestOrganization;
let hub: RunningHub;

beforeAll(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
});
afterAll(() => test.stop());

const without = (...keywords: readonly string[]) => usualEhlo.filter((line) => !keywords.includes(line));
const instead = (line: string, other: string) => usualEhlo.map((each) => (each === line ? other : each));

const [from] = mail;
const unsupported = /^555 5\.5\.4 Unsupported parameter$/;

const rows: readonly ParameterRow[] = [
  {
    settings: { SizeEnabled: 'Enabled', MaxMessageSize: 65_536 },
    ehlo: instead('SIZE 37748736', 'SIZE 65536'),
    steps: [
      [`${from} SIZE=65537`, /^552 5\.3\.4 Message size exceeds fixed maximum message size$/],
      [`${from} SIZE=65536`, /^250 2\.1\.0 /],
    ],
  },
  {
    settings: { SizeEnabled: 'EnabledWithoutValue', MaxMessageSize: 65_536 },
    ehlo: instead('SIZE 37748736', 'SIZE'),
    steps: [
      [`${from} SIZE=65537`, /^552 5\.3\.4 /],
      [`${from} SIZE=65536`, /^250 2\.1\.0 /],
    ],
  },
  {
    settings: { SizeEnabled: 'Disabled', MaxMessageSize: 65_536 },
    ehlo: without('SIZE 37748736'),
    steps: [
      [`${from} SIZE=1`, unsupported],
      mail,
      rcpt,
      [`BDAT 65537 LAST\r\n${'x'.repeat(65_535)}`, /^552 5\.3\.4 /],
    ],
  },
  {
    settings: { PipeliningEnabled: true },
    ehlo: usualEhlo,
    steps: [['NOOP\r\nNOOP', /^250 2\.0\.0 OK$/, /^250 2\.0\.0 OK$/]],
  },
  {
    settings: { PipeliningEnabled: false },
    ehlo: without('PIPELINING'),
    steps: [
      ['NOOP\r\nNOOP', /^250 2\.0\.0 OK$/, /^503 5\.5\.1 Improper use of SMTP command pipelining$/],
      ['NOOP', /^250 2\.0\.0 OK$/],
    ],
  },
  {
    settings: { DeliveryStatusNotificationEnabled: true },
    ehlo: usualEhlo,
    steps: [
      [`${from} RET=HDRS ENVID=abc`, /^250 2\.1\.0 /],
      ['RCPT TO:<alice@contoso.com> NOTIFY=NEVER ORCPT=rfc822;al@contoso.com', /^250 2\.1\.5 /],
    ],
  },
  {
    settings: { DeliveryStatusNotificationEnabled: false },
    ehlo: without('DSN'),
    steps: [
      [`${from} RET=HDRS`, unsupported],
      [`${from} ENVID=abc`, unsupported],
      mail,
      ['RCPT TO:<alice@contoso.com> NOTIFY=NEVER', unsupported],
      ['RCPT TO:<alice@contoso.com> ORCPT=rfc822;al@contoso.com', unsupported],
      rcpt,
    ],
  },
  {
    settings: { EnhancedStatusCodesEnabled: true },
    ehlo: usualEhlo,
    steps: [['BOGUS', /^500 5\.3\.3 Unrecognized command$/], mail],
  },
  {
    settings: { EnhancedStatusCodesEnabled: false },
    ehlo: without('ENHANCEDSTATUSCODES'),
    steps: [
      ['BOGUS', /^500 Unrecognized command$/],
      [from, /^250 Sender OK$/],
      ['RCPT TO:<alice@contoso.com>', /^250 Recipient OK$/],
      ['BDAT 2 LAST\r\n', /^250 <m@test> \[InternalId=1, Hostname=mbx01\.contoso\.com\] Queued mail/],
    ],
  },
  {
    settings: { EightBitMimeEnabled: true },
    ehlo: usualEhlo,
    steps: [[`${from} BODY=8BITMIME`, /^250 2\.1\.0 /]],
  },
  {
    settings: { EightBitMimeEnabled: false },
    ehlo: without('8BITMIME'),
    steps: [
      [`${from} BODY=8BITMIME`, unsupported],
      [`${from} BODY=BINARYMIME`, /^250 2\.1\.0 /],
    ],
  },
  {
    settings: { BinaryMimeEnabled: true },
    ehlo: usualEhlo,
    steps: [
      [`${from} BODY=BINARYMIME`, /^250 2\.1\.0 /],
      rcpt,
      ['DATA', /^503 5\.5\.1 BINARYMIME content needs BDAT$/],
    ],
  },
  {
    settings: { BinaryMimeEnabled: false },
    ehlo: without('BINARYMIME'),
    steps: [
      [`${from} BODY=BINARYMIME`, unsupported],
      [`${from} BODY=8BITMIME`, /^250 2\.1\.0 /],
    ],
  },
  {
    settings: { ChunkingEnabled: true },
    ehlo: usualEhlo,
    steps: [mail, rcpt, ['BDAT 2 LAST\r\n', queued]],
  },
  {
    settings: { ChunkingEnabled: false, BinaryMimeEnabled: false },
    ehlo: without('CHUNKING', 'BINARYMIME'),
    // The octets of the chunk are taken for what they are, not for a command.
    steps: [mail, rcpt, ['BDAT 6 LAST\r\nNOOP', /^500 5\.3\.3 Unrecognized command$/], ['NOOP', /^250 /]],
  },
  {
    settings: { SmtpUtf8Enabled: true },
    ehlo: usualEhlo,
    steps: [['MAIL FROM:<zoë@fabrikam.com> SMTPUTF8', /^250 2\.1\.0 /]],
  },
  {
    settings: { SmtpUtf8Enabled: false },
    ehlo: without('SMTPUTF8'),
    steps: [
      ['MAIL FROM:<zoë@fabrikam.com> SMTPUTF8', unsupported],
      ['MAIL FROM:<zoë@fabrikam.com>', /^553 5\.6\.7 SMTPUTF8 is needed for this address$/],
    ],
  },
  {
    settings: { OrarEnabled: false },
    ehlo: usualEhlo,
    steps: [mail, ['RCPT TO:<alice@contoso.com> ORAR=rfc822;bob@contoso.com', unsupported]],
  },
  {
    settings: { OrarEnabled: true },
    ehlo: [...usualEhlo, 'XORAR'],
    steps: [
      mail,
      // No way around the relay check.
      ['RCPT TO:<alice@contoso.com> ORAR=rfc822;victim@fabrikam.com', /^550 5\.7\.54 /],
      ['RCPT TO:<nobody@contoso.com> ORAR=rfc822;nobody.else@contoso.com', /^550 5\.1\.10 /],
      ['RCPT TO:<nobody@contoso.com> ORAR=rfc822;bob@contoso.com', /^250 2\.1\.5 /],
      ['BDAT 2 LAST\r\n', queued],
    ],
  },
  {
    settings: { SuppressXAnonymousTls: false },
    ehlo: usualEhlo,
    steps: [['X-ANONYMOUSTLS now', /^501 5\.5\.4 Invalid arguments$/]],
  },
  {
    settings: { SuppressXAnonymousTls: true },
    ehlo: without('X-ANONYMOUSTLS'),
    steps: [['X-ANONYMOUSTLS', /^500 5\.3\.3 Unrecognized command$/]],
  },
];

describe('each switch changes EHLO and the commands together', () => {
  it.each(named(rows))('%s', async (_, row) => {
    await expectRow(row, await clientOf(row.settings, { test, hub }));
    expect(test.faults).toEqual([]);
  });
});

it('the alternate recipient of ORAR reaches the hub', () => {
  expect(hub.submission.messages.flatMap(({ envelope }) => envelope.recipients)).toContainEqual({
    path: { localPart: 'nobody', domain: 'contoso.com' },
    orar: { localPart: 'bob', domain: 'contoso.com' },
  });
});

it('a server of the organization is offered what a hop needs, whatever the switches say', async () => {
  const off = Object.fromEntries(
    'Pipelining DeliveryStatusNotification EnhancedStatusCodes EightBitMime BinaryMime Chunking SmtpUtf8'
      .split(' ')
      .map((name) => [`${name}Enabled`, false]),
  );
  const client = await clientOf({ ...off, AuthMechanism: ['ExchangeServer'] }, { test, hub });
  expect([...(await client.ehlo()).keys()]).toEqual(['SIZE', 'X-ANONYMOUSTLS']);
  await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await test.identity('own')) });
  expect([...(await client.ehlo()).keys()]).toEqual([
    'SIZE',
    ...without('SIZE 37748736', 'STARTTLS', 'X-ANONYMOUSTLS'),
    'REQUIRETLS',
    'XORAR',
  ]);
  await client.quit();
});
