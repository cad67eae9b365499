import { TestClient } from '@mailyard/testing';

import { organizationText } from '../stack/organization.js';
import { Services } from '../stack/services.js';

/** Its limits are narrower than those of the hub's connector, through which all content goes. */
const limited = {
  Name: 'Limited',
  TransportRole: 'FrontendTransport',
  Bindings: ['0.0.0.0:25'],
  RemoteIPRanges: ['127.0.0.41'],
  PermissionGroups: ['AnonymousUsers'],
  MaxMessageSize: 65_536,
  MaxHeaderSize: 2000,
  MaxRecipientsPerMessage: 2,
  MaxHopCount: 3,
  MaxLocalHopCount: 1,
  MaxProtocolErrors: 2,
  TarpitInterval: 0,
};

const received = (by: string) => `Received: from a.example (192.0.2.1) by ${by} with ESMTP; date\r\n`;
const foreign = received('mx.example.net');
const own = received('MBX01.contoso.com (10.0.0.1)');

describe('the limits of a connector of Front End, on the wire', () => {
  let stack: Services;
  let client: TestClient;

  beforeAll(async () => {
    stack = await Services.start({
      services: ['hub-transport', 'front-end-transport'],
      organization: organizationText({ connectors: [limited] }),
    });
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);

  beforeEach(async () => {
    client = await TestClient.connect(stack.site.port(25), { localAddress: '127.0.0.41' });
    await client.expect(/^220 /);
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
  });
  afterEach(() => client.close());

  const mail = async (content: string): Promise<string> => {
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}\r\n.\r\n`);
    return (await client.reply()).text;
  };

  it.each([
    ['within all of them', `${foreign.repeat(2)}${own}\r\nbody`, /^250 2\.6\.0 /],
    [
      'MaxMessageSize',
      `\r\n${`${'x'.repeat(998)}\r\n`.repeat(66)}`,
      /^552 5\.3\.4 Message size exceeds fixed maximum message size$/,
    ],
    ['MaxHopCount', `${foreign.repeat(4)}\r\nbody`, /^554 5\.4\.6 Hop count exceeded - possible mail loop$/],
    ['MaxLocalHopCount', `${own.repeat(2)}\r\nbody`, /^554 5\.4\.6 Hop count exceeded - possible mail loop$/],
  ])('%s', async (_, content, reply) => {
    expect(await mail(content)).toMatch(reply);
    await client.command('NOOP', /^250 /);
  });

  it('MaxHeaderSize: refused, and the connection is closed', async () => {
    const header = `X-Long: ${'x'.repeat(900)}\r\n`.repeat(3);
    expect(await mail(`${header}\r\nbody`)).toMatch(
      /^552 5\.3\.4 Message header size exceeds fixed maximum header size$/,
    );
    await client.closed();
  });

  it('MaxRecipientsPerMessage: the message goes to those before', async () => {
    await client.command('RCPT TO:<bob@contoso.com>', /^250 /);
    await client.command('RCPT TO:<carol@contoso.com>', /^452 4\.5\.3 Too many recipients$/);
    expect(await mail('Subject: to two\r\n\r\nbody')).toMatch(/^250 2\.6\.0 /);
  });

  it('MaxProtocolErrors: refusals of policy do not count', async () => {
    await client.command('RCPT TO:<nobody@contoso.com>', /^550 5\.1\.10 /);
    await client.command('RCPT TO:<x@fabrikam.com>', /^550 5\.7\.54 /);
    await client.command('NONSENSE', /^500 5\.3\.3 Unrecognized command$/);
    await client.command('MAIL', /^503 /);
    await client.expect(/^421 4\.7\.0 Too many errors on this connection, closing transmission channel$/);
    await client.closed();
  });
});
