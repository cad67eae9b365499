import { SmtpDialogue } from '@mailyard/testing';

import { connectorOf } from '../testing/contoso.js';
import { TestOrganization, type RunningHub } from '../testing/services.js';

let test: TestOrganization;
let hub: RunningHub;

beforeAll(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
});
afterAll(() => test.stop());

/** What a connector with Exchange’s defaults for a Front End on 25 shows before TLS. */
const usual = [
  'SIZE 37748736',
  'PIPELINING',
  'DSN',
  'ENHANCEDSTATUSCODES',
  'STARTTLS',
  'X-ANONYMOUSTLS',
  '8BITMIME',
  'BINARYMIME',
  'CHUNKING',
  'SMTPUTF8',
];
const without = (...keywords: readonly string[]) => usual.filter((line) => !keywords.includes(line));
const instead = (line: string, other: string) => usual.map((each) => (each === line ? other : each));

/** What is sent, less its last CRLF, and the replies to it. */
type Step = readonly [string, ...(readonly RegExp[])];

interface Row {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly ehlo: readonly string[];
  readonly steps: readonly Step[];
}

const from = 'MAIL FROM:<x@fabrikam.com>';
const mail: Step = [from, /^250 2\.1\.0 Sender OK$/];
const rcpt: Step = ['RCPT TO:<alice@contoso.com>', /^250 2\.1\.5 Recipient OK$/];
const queued = /^250 2\.6\.0 .* Queued mail for delivery$/;
const unsupported = /^555 5\.5\.4 Unsupported parameter$/;

const rows: readonly Row[] = [
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
    ehlo: usual,
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
    ehlo: usual,
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
    ehlo: usual,
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
    ehlo: usual,
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
    ehlo: usual,
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
    ehlo: usual,
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
    ehlo: usual,
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
    settings: { SuppressXAnonymousTls: false },
    ehlo: usual,
    steps: [['X-ANONYMOUSTLS now', /^501 5\.5\.4 Invalid arguments$/]],
  },
  {
    settings: { SuppressXAnonymousTls: true },
    ehlo: without('X-ANONYMOUSTLS'),
    steps: [['X-ANONYMOUSTLS', /^500 5\.3\.3 Unrecognized command$/]],
  },
  {
    settings: { RequireEHLODomain: false },
    ehlo: usual,
    steps: [['EHLO', /^250-/], mail],
  },
  {
    settings: { RequireEHLODomain: true },
    ehlo: usual,
    steps: [['EHLO [127.0.0.1]', /^250-/], ['HELO client', /^250 /], mail],
  },
  {
    settings: { BareLinefeedRejectionEnabled: false },
    ehlo: usual,
    steps: [mail, rcpt, ['DATA', /^354 /], ['Subject: x\n\r\n.', queued]],
  },
  {
    settings: { BareLinefeedRejectionEnabled: true },
    ehlo: usual,
    steps: [
      mail,
      rcpt,
      ['DATA', /^354 /],
      ['Subject: x\r\n\nbare\r\n.\r\nNOOP', /^550 5\.6\.11 SMTPSEND\.BareLinefeedsAreIllegal; /, /^250 /],
      mail,
      rcpt,
      ['DATA', /^354 /],
      ['Subject: x\r\n\r\ngood\r\n.', queued],
      // RFC 3030 §2: the length of a chunk tells where the content ends, so its octets are nobody's business.
      mail,
      rcpt,
      ['BDAT 14 LAST\r\nSubject: x\n\n', queued],
    ],
  },
];

const anonymous = {
  AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer'],
  PermissionGroups: ['AnonymousUsers', 'ExchangeServers'],
};

async function clientOf(settings: Row['settings']): Promise<SmtpDialogue> {
  const { port } = await test.frontEnd(connectorOf({ ...anonymous, ...settings }), [hub.hub]);
  const client = await SmtpDialogue.connect(port);
  await client.expect(/^220 /);
  return client;
}

describe('each switch changes EHLO and the commands together', () => {
  it.each(rows.map((row) => [JSON.stringify(row.settings).slice(1, -1), row] as const))(
    '%s',
    async (_, { settings, ehlo, steps }) => {
      const client = await clientOf(settings);
      const { lines } = await client.command('EHLO client.example', /^250-/);
      expect(lines).toEqual(['mbx01.contoso.com Hello [127.0.0.1]', ...ehlo]);
      for (const [sent, ...replies] of steps) {
        await client.sendRaw(`${sent}\r\n`);
        for (const reply of replies) await client.expect(reply);
      }
      await client.quit();
      expect(test.faults).toEqual([]);
    },
  );
});

describe('RequireEHLODomain: without a domain the session ends', () => {
  it.each(['EHLO', 'HELO', 'EHLO my..host', 'EHLO [300.0.0.1]'])('%s', async (hello) => {
    const client = await clientOf({ RequireEHLODomain: true });
    await client.command(hello, /^501 5\.0\.0 HELO\/EHLO requires domain address$/);
    await client.closed();
  });
});

it('a server of the organization is offered what a hop needs, whatever the switches say', async () => {
  const off = Object.fromEntries(
    'Pipelining DeliveryStatusNotification EnhancedStatusCodes EightBitMime BinaryMime Chunking SmtpUtf8'
      .split(' ')
      .map((name) => [`${name}Enabled`, false]),
  );
  const client = await clientOf({ ...off, AuthMechanism: ['ExchangeServer'] });
  expect([...(await client.ehlo()).keys()]).toEqual(['SIZE', 'X-ANONYMOUSTLS']);
  await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await test.identity('own')) });
  expect([...(await client.ehlo()).keys()]).toEqual(
    without('SIZE 37748736', 'STARTTLS', 'X-ANONYMOUSTLS').toSpliced(0, 0, 'SIZE'),
  );
  await client.quit();
});
