import type { Zone } from '@mailyard/testing';
import { eventually, freePort } from '@mailyard/testing';

import { withSendConnectors } from '../testing/contoso.js';
import { ServedProxy, xproxyto } from './spec-support/served-proxy.js';

let served: ServedProxy;
beforeEach(async () => {
  served = await ServedProxy.start();
});
afterEach(() => served.stop());

describe('a hub is connected', () => {
  const zone: Zone = {
    'relay.example': { A: ['127.0.0.1'] },
    'mail.fabrikam.com': {
      MX: [
        [20, 'mx2.fabrikam.com'],
        [10, 'mx1.fabrikam.com'],
      ],
    },
    'mx1.fabrikam.com': { A: ['127.0.0.7'] },
    'mx2.fabrikam.com': { A: ['127.0.0.1'] },
  };

  it.each([
    ['to a smart host by its address', 'relay', ['[127.0.0.1]'], '[127.0.0.1]'],
    ['to a smart host by its name', 'relay', ['relay.example'], 'relay.example'],
    ['to an MX host of the domain', 'internet', ['mx2.fabrikam.com'], 'mx2.fabrikam.com'],
    ['to an MX host by its address', 'internet', ['[127.0.0.1]'], '[127.0.0.1]'],
    [
      'to the next host when one is dead',
      'internet',
      ['mx1.fabrikam.com', 'MX2.fabrikam.com'],
      'mx2.fabrikam.com',
    ],
  ] as const)('%s', async (_, made, hosts, host) => {
    served.dns.zone = zone;
    const connector = served[made]();
    const client = await served.hub();
    const withPort = hosts.map((name) => `${name}:${served.host.port}`);
    await client.sendRaw(`${xproxyto({ connector, domain: 'mail.fabrikam.com', hosts: withPort })}\r\n`);
    const { text } = await client.expect(/^250 2\.0\.0 XProxyTo connected to /);
    expect(text).toContain(`connected to ${host} [127.0.0.1]:${served.host.port} from [127.0.0.1]:`);
    await client.expect(/^220 sink\.example$/);
    await client.command('250 whatever is said comes back', /^250 whatever is said comes back$/);
    client.close();
    await eventually(() => expect(served.outcomes).toEqual(['connected', 'ended']));
    const told = served.log.map(({ data, context = '' }) => `${data} ${context}`);
    expect(told).toContainEqual(
      expect.stringMatching(new RegExp(`^${connector.Name} XProxyTo connected to `)),
    );
    expect(told).toContainEqual(
      expect.stringMatching(/^ Proxying ended by the hub; 33 octets sent, 51 received$/),
    );
  });
});

it('what each host has done is told, when none answers', async () => {
  const dead = await freePort();
  served.dns.zone = { 'relay.example': { A: ['127.0.0.2'] } };
  const connector = served.relay({ Port: dead });
  const client = await served.hub();
  await client.sendRaw(`${xproxyto({ connector, hosts: ['[127.0.0.1]', 'relay.example'] })}\r\n`);
  const { lines } = await client.reply();
  expect(lines).toEqual([
    '4.4.1 No host has answered',
    `4.4.1 [127.0.0.1]:${dead} 127.0.0.1: connect ECONNREFUSED 127.0.0.1:${dead}`,
    `4.4.1 relay.example:${dead} 127.0.0.2: connect ECONNREFUSED 127.0.0.2:${dead}`,
  ]);
  expect(served.outcomes).toEqual(['no-answer']);
  expect(served.proxy.open).toBe(0);
  // The session goes on, and MAIL is as little known here as ever.
  await client.command('MAIL FROM:<a@contoso.com>', /^451 4\.3\.2 /);
  await client.quit();
});

it('a connector that the hub has heard of a moment before is waited for', async () => {
  const client = await served.hub();
  const connector = served.relay();
  const { organization } = served.test;
  served.test.organization = withSendConnectors(organization);
  await client.sendRaw(`${xproxyto({ connector, hosts: ['[127.0.0.1]'] })}\r\n`);
  await eventually(() => expect(served.log.some(({ data }) => data.startsWith('XPROXYTO '))).toBe(true));
  served.test.organization = withSendConnectors(organization, connector);
  await client.expect(/^250 2\.0\.0 XProxyTo connected/);
  client.close();
});

it('MaxOutboundConnections is the number of tunnels', async () => {
  served.maxConnections = 1;
  const connector = served.relay();
  const port = await served.serve();
  const [first, second] = [await served.hub(port), await served.hub(port)];
  const line = xproxyto({ connector, hosts: ['[127.0.0.1]'] });
  await first.command(line, /^250 /);
  await second.command(line, /^451 4\.4\.5 /);
  first.close();
  await eventually(() => expect(served.proxy.open).toBe(0));
  await second.command(line, /^250 /);
  second.close();
});
