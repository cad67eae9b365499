import { TestClient } from '@mailyard/testing';

import { organizationText } from '../stack/organization.js';
import { Services } from '../stack/services.js';

const balancer = '127.0.0.31';
const proxy = '127.0.0.32';
const relayed = 'x@fabrikam.com';

/** Clients of 192.0.2.0/24 meet a connector of their own, which relays for them. */
const partners = {
  Name: 'Partners',
  TransportRole: 'FrontendTransport',
  Bindings: ['0.0.0.0:25'],
  RemoteIPRanges: ['192.0.2.0/24'],
  PermissionGroups: ['AnonymousUsers'],
  AccessControl: [
    { User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`, ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'] },
  ],
  Banner: '220 partners only',
  TarpitInterval: 0,
  MaxInboundConnectionPerSource: 2,
};

describe('clients behind balancers and proxies', () => {
  let stack: Services;

  beforeAll(async () => {
    stack = await Services.start({
      organization: organizationText({
        serverSettings: { ProxyProtocolTrustedPeers: [balancer], XClientTrustedPeers: [proxy] },
        connectors: [partners],
      }),
    });
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);

  const connect = (localAddress: string, port = 25): Promise<TestClient> =>
    TestClient.connect(stack.site.port(port), { localAddress });

  const proxied = async (header: Buffer | string): Promise<TestClient> => {
    const client = await connect(balancer);
    await client.sendRaw(header);
    return client;
  };
  const fromPartner = 'PROXY TCP4 192.0.2.7 203.0.113.1 56324 25\r\n';

  it('the connector is that of the real client, and Received names it', async () => {
    const client = await proxied(fromPartner);
    await client.expect(/^220 partners only$/);
    await client.ehlo('client.fabrikam.com');
    await client.command('MAIL FROM:<a@fabrikam.com>', /^250 /);
    await client.command(`RCPT TO:<${relayed}>`, /^250 /);
    await client.command('RSET', /^250 /);
    await client.command('MAIL FROM:<a@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await client.command('DATA', /^354 /);
    await client.sendRaw('Message-ID: <balanced@fabrikam.com>\r\n\r\nhello\r\n.\r\n');
    await client.expect(/^250 2\.6\.0 /);
    await client.quit();
    const stored = await stack.site.mailbox('alice').message('<balanced@fabrikam.com>');
    expect(stored.fields('Received').at(-1)).toMatch(/^from client\.fabrikam\.com \(192\.0\.2\.7\) by /);
  });

  it('version 2, of a client that no special connector is for: no relay', async () => {
    const header = Buffer.from('0d0a0d0a000d0a515549540a2111000cc6336407cb007101dc040019', 'hex'); // 198.51.100.7
    const client = await proxied(header);
    await client.expect(/^220 mbx01\.contoso\.com /);
    await client.command('EHLO client.example', /^250-mbx01\.contoso\.com Hello \[198\.51\.100\.7\]/);
    await client.command('MAIL FROM:<a@fabrikam.com>', /^250 /);
    await client.command(`RCPT TO:<${relayed}>`, /^550 5\.7\.54 /);
    await client.quit();
  });

  it('limits are those of the real client', async () => {
    const [first, second, third] = [
      await proxied(fromPartner),
      await proxied(fromPartner),
      await proxied(fromPartner),
    ];
    await first.expect(/^220 /);
    await second.expect(/^220 /);
    await third.expect(/^421 4\.3\.2 The maximum number of concurrent connections/);
    const other = await proxied(fromPartner.replace('192.0.2.7', '192.0.2.8'));
    await other.expect(/^220 partners only$/);
    for (const client of [first, second, other]) await client.quit();
  });

  it('a stranger’s header makes him no partner', async () => {
    const client = await connect('127.0.0.33');
    await client.sendRaw(fromPartner);
    await client.expect(/^220 mbx01\.contoso\.com /);
    await client.expect(/^500 5\.3\.3 Unrecognized command$/);
    await client.ehlo();
    await client.command('XCLIENT ADDR=192.0.2.7', /^550 5\.7\.0 /);
    await client.command('MAIL FROM:<a@fabrikam.com>', /^250 /);
    await client.command(`RCPT TO:<${relayed}>`, /^550 5\.7\.54 /);
    await client.quit();
  });

  it('XCLIENT chooses the connector anew: by the client, its destination and its login', async () => {
    const client = await connect(proxy);
    await client.expect(/^220 mbx01\.contoso\.com /);
    await client.ehlo();
    await client.command('XCLIENT ADDR=192.0.2.7', /^220 partners only$/);
    await client.ehlo();
    await client.command('MAIL FROM:<a@fabrikam.com>', /^250 /);
    await client.command(`RCPT TO:<${relayed}>`, /^250 /);
    await client.command('RSET', /^250 /);
    const submission = `XCLIENT ADDR=198.51.100.7 DESTPORT=${stack.site.port(587)}`;
    await client.command(submission, /^220 mbx01\.contoso\.com /);
    await client.ehlo();
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await client.command('XCLIENT LOGIN=alice', /^220 /);
    await client.ehlo();
    await client.command('MAIL FROM:<bob@contoso.com>', /^550 5\.7\.60 /);
    await client.command('MAIL FROM:<alice@contoso.com>', /^250 /);
    await client.command('RSET', /^250 /);
    await client.command('XCLIENT LOGIN=nobody', /^535 5\.7\.3 /);
    await client.closed();
  });
});
