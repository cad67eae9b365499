import { eventually, TestClient } from '@mailyard/testing';

import { organizationText } from '../stack/organization.js';
import { Services } from '../stack/services.js';

const hosts = ['127.0.0.1', '127.0.0.2'] as const;
const tooMany = /^421 4\.3\.2 The maximum number of concurrent connections has exceeded a limit/;

describe('limits hold across all replicas of Front End', () => {
  let stack: Services;

  beforeAll(async () => {
    stack = await Services.start({
      services: ['hub-transport', 'front-end-transport', 'second front-end-transport'],
      organization: organizationText({
        connectorSettings: {
          MaxInboundConnectionPerSource: 4,
          MessageRateLimit: 4,
          MessageRateSource: 'IPAddress',
        },
      }),
    });
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);

  const connect = (host: string, localAddress: string): Promise<TestClient> =>
    TestClient.connect(stack.site.port(25), { host, localAddress });

  async function greeted(host: string, localAddress: string): Promise<TestClient> {
    const client = await connect(host, localAddress);
    await client.expect(/^220 /);
    return client;
  }

  /** Each probe that is let in leaves again. */
  const refused = (host: string, localAddress: string): Promise<boolean> =>
    eventually(
      async () => {
        const client = await connect(host, localAddress);
        try {
          await client.expect(tooMany);
        } finally {
          client.close();
        }
        return true;
      },
      { deadlineMs: 5000, what: `${host} to refuse one session more` },
    );

  it('MessageRateLimit: what one has taken counts at the other', async () => {
    const source = '127.0.0.21';
    const mail = 'MAIL FROM:<x@fabrikam.com>';
    for (const host of hosts) {
      const client = await greeted(host, source);
      await client.ehlo();
      for (let count = 0; count < 2; count += 1) {
        await client.command(mail, /^250 /);
        await client.command('RSET', /^250 /);
      }
      await client.quit();
    }
    await eventually(
      async () => {
        const client = await greeted(hosts[0], source);
        try {
          await client.ehlo();
          await client.command(mail, /^421 4\.4\.2 Message submission rate for this client/);
          await client.closed();
        } finally {
          client.close();
        }
      },
      { deadlineMs: 5000 },
    );
  });

  it('MaxInboundConnectionPerSource: sessions at both count, and those of a killed one no more', async () => {
    const source = '127.0.0.22';
    const clients: TestClient[] = [];
    for (const host of hosts) {
      for (let count = 0; count < 2; count += 1) clients.push(await greeted(host, source));
    }
    for (const host of hosts) await refused(host, source);
    // Another address is not concerned.
    await (await greeted(hosts[0], '127.0.0.23')).quit();

    await stack.kill('second front-end-transport');
    const third = await eventually(() => greeted(hosts[0], source), {
      deadlineMs: 15_000,
      what: 'the sessions of the killed one to be forgotten',
    });
    for (const client of [...clients, third]) client.close();
  }, 60_000);

  it('Redis away: mail is greeted as before', async () => {
    await stack.redisServer.kill();
    const client = await greeted(hosts[0], '127.0.0.24');
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    client.close();
  });
});
