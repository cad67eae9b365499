import { TestClient } from '@mailyard/testing';

import { expectRow, mail, named, say, usualEhlo, type ParameterRow } from '../../testing/parameter-rows.js';
import { TestOrganization } from '../../testing/test-organization.js';

let test: TestOrganization;

beforeAll(async () => {
  test = await TestOrganization.start();
});
afterAll(() => test.stop());

const anonymous = {
  AuthMechanism: ['Tls', 'ExchangeServer'],
  PermissionGroups: ['AnonymousUsers', 'ExchangeServers'],
  SizeEnabled: 'Enabled',
};
const long = (octets: number) => `IMCEAX400-${'l'.repeat(octets - 22)}@contoso.com`;

const rows: readonly ParameterRow[] = [
  {
    settings: { LongAddressesEnabled: false },
    ehlo: usualEhlo,
    steps: [
      [`MAIL FROM:<${long(327)}>`, /^250 2\.1\.0 /],
      [`RCPT TO:<${long(328)}>`, /^501 5\.1\.3 Invalid address$/],
      [`NOOP ${'x'.repeat(2048)}`, /^500 5\.5\.2 Line too long$/],
    ],
  },
  {
    settings: { LongAddressesEnabled: true },
    ehlo: [...usualEhlo, 'XLONGADDR'],
    steps: [
      [`MAIL FROM:<${long(1861)}>`, /^501 5\.1\.7 Invalid address$/],
      [`MAIL FROM:<${long(1860)}>`, /^250 2\.1\.0 /],
      [`RCPT TO:<${long(1860)}> ORCPT=x400;${'o'.repeat(490)}`, /^550 5\.1\.10 /],
      [`NOOP ${'x'.repeat(7990)}`, /^250 2\.0\.0 /],
      [`NOOP ${'x'.repeat(7996)}`, /^500 5\.5\.2 Line too long$/],
    ],
  },
  {
    settings: { RejectSingleLabelRecipientDomains: true },
    ehlo: usualEhlo,
    steps: [mail, ['RCPT TO:<a@intranet>', /^550 5\.1\.6 /]],
  },
];

async function clientAt(settings: ParameterRow['settings']): Promise<TestClient> {
  const { hub } = await test.hub('hub-1', { connector: { ...anonymous, ...settings } });
  const client = await TestClient.connect(hub.inbound.port);
  await client.expect(/^220 /);
  return client;
}

describe('what a hub’s parameters do on the wire', () => {
  it.each(named(rows))('%s', async (_, row) => expectRow(row, await clientAt(row.settings)));
});

it('a server of the organization has had its recipients judged by the first server', async () => {
  const client = await clientAt({ RejectSingleLabelRecipientDomains: true });
  await client.ehlo();
  await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await test.identity('own')) });
  expect((await client.ehlo()).has('XLONGADDR')).toBe(true);
  await say(client, [
    [`MAIL FROM:<${long(1860)}>`, /^250 2\.1\.0 /],
    ['RCPT TO:<a@intranet>', /^250 2\.1\.5 /],
  ]);
  await client.quit();
});
