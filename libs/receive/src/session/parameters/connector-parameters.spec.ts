import { TestClient } from '@mailyard/testing';

import { connectorOf } from '../../testing/contoso.js';
import {
  clientOf,
  expectRow,
  mail,
  named,
  queued,
  rcpt,
  usualEhlo,
  type ParameterRow,
  type Step,
} from '../../testing/parameter-rows.js';
import { TestOrganization, type RunningHub } from '../../testing/test-organization.js';

let test: TestOrganization;
let hub: RunningHub;

beforeAll(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
});
afterAll(() => test.stop());

const relayDenied = /^550 5\.7\.54 /;

const rows: readonly ParameterRow[] = [
  {
    settings: { RequireEHLODomain: false },
    ehlo: usualEhlo,
    steps: [['EHLO', /^250-/], mail],
  },
  {
    settings: { RequireEHLODomain: true },
    ehlo: usualEhlo,
    steps: [['EHLO [127.0.0.1]', /^250-/], ['HELO client', /^250 /], mail],
  },
  {
    settings: {},
    ehlo: usualEhlo,
    // Whoever refuses relay refuses these anyway; the sender without a domain is no address.
    steps: [
      ['MAIL FROM:<x>', /^501 5\.1\.7 Invalid address$/],
      mail,
      ['RCPT TO:<alice>', /^501 5\.1\.3 Invalid address$/],
      ['RCPT TO:<a@b.test>', relayDenied],
      ['RCPT TO:<a@example.com>', relayDenied],
      ['RCPT TO:<a@intranet>', relayDenied],
    ],
  },
  {
    settings: { RequireAngleBrackets: false },
    ehlo: usualEhlo,
    steps: [
      ['MAIL FROM:x@fabrikam.com SIZE=100', /^250 2\.1\.0 /],
      ['RCPT TO:alice@contoso.com', /^250 2\.1\.5 /],
      ['RCPT TO:nobody@contoso.com', /^550 5\.1\.10 /],
      ['RCPT TO:a@b.test', relayDenied],
      ['RCPT TO:postmaster', /^501 5\.1\.3 /],
    ],
  },
  {
    settings: { RequireAngleBrackets: true },
    ehlo: usualEhlo,
    steps: [
      ['MAIL FROM:x@fabrikam.com', /^501 5\.1\.7 Invalid address$/],
      mail,
      ['RCPT TO:alice@contoso.com', /^501 5\.1\.3 Invalid address$/],
      rcpt,
    ],
  },
  {
    settings: { DefaultDomain: 'contoso.com' },
    ehlo: usualEhlo,
    steps: [
      ['MAIL FROM:<x>', /^250 2\.1\.0 /],
      ['RCPT TO:<alice>', /^250 2\.1\.5 /],
      ['RCPT TO:<nobody>', /^550 5\.1\.10 /],
      ['RCPT TO:<postmaster>', /^250 2\.1\.5 /],
    ],
  },
  {
    settings: { RejectReservedTopLevelRecipientDomains: true },
    ehlo: usualEhlo,
    steps: [
      mail,
      ...['a.test', 'b.example', 'invalid', 'c.d.LOCALHOST'].map((domain): Step => [
        `RCPT TO:<a@${domain}>`,
        /^550 5\.1\.4 Recipient address reserved by RFC 2606$/,
      ]),
      ['RCPT TO:<a@example.com>', relayDenied],
      rcpt,
    ],
  },
  {
    settings: { RejectReservedSecondLevelRecipientDomains: true },
    ehlo: usualEhlo,
    steps: [
      mail,
      ...['example.com', 'EXAMPLE.net', 'a.example.org'].map((domain): Step => [
        `RCPT TO:<a@${domain}>`,
        /^550 5\.1\.5 Recipient address reserved by RFC 2606$/,
      ]),
      ['RCPT TO:<a@myexample.com>', relayDenied],
      rcpt,
    ],
  },
  {
    settings: { RejectSingleLabelRecipientDomains: true },
    ehlo: usualEhlo,
    steps: [
      mail,
      ['RCPT TO:<a@intranet>', /^550 5\.1\.6 Recipient addresses in single label domains not accepted$/],
      ['RCPT TO:<a@[127.0.0.1]>', relayDenied],
      ['RCPT TO:<postmaster>', /^250 2\.1\.5 /],
      rcpt,
    ],
  },
  {
    settings: { BareLinefeedRejectionEnabled: false },
    ehlo: usualEhlo,
    steps: [mail, rcpt, ['DATA', /^354 /], ['Subject: x\n\r\n.', queued]],
  },
  {
    settings: { BareLinefeedRejectionEnabled: true },
    ehlo: usualEhlo,
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

describe('what a connector’s parameters do to commands and addresses', () => {
  it.each(named(rows))('%s', async (_, row) => {
    await expectRow(row, await clientOf(row.settings, { test, hub }));
    expect(test.faults).toEqual([]);
  });
});

describe('Fqdn and Banner', () => {
  const date = String.raw`Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 16:24:41 \+0000`;
  it.each([
    [{}, `220 mbx01.contoso.com ${date}`, 'mbx01.contoso.com'],
    [{ Fqdn: 'mail.contoso.com' }, `220 mail.contoso.com ${date}`, 'mail.contoso.com'],
    [{ Banner: '220 go ahead' }, '220 go ahead', 'mbx01.contoso.com'],
    [{ Banner: '220' }, '220 ', 'mbx01.contoso.com'],
  ])('%j: greeting %j, EHLO and HELO as %s', async (settings, greeting, name) => {
    const { port } = await test.frontEnd(connectorOf(settings), []);
    const client = await TestClient.connect(port);
    await client.expect(new RegExp(`^${greeting}$`));
    await client.command('HELO client', new RegExp(`^250 ${name} Hello \\[127\\.0\\.0\\.1\\]$`));
    await client.command('EHLO client', new RegExp(`^250-${name} Hello \\[127\\.0\\.0\\.1\\]\n`));
    await client.quit();
  });
});

describe('RequireEHLODomain: without a domain the session ends', () => {
  it.each(['EHLO', 'HELO', 'EHLO my..host', 'EHLO [300.0.0.1]'])('%s', async (hello) => {
    const client = await clientOf({ RequireEHLODomain: true }, { test, hub });
    await client.command(hello, /^501 5\.0\.0 HELO\/EHLO requires domain address$/);
    await client.closed();
  });
});
