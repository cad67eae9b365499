import { TestClient } from '@mailyard/testing';

import { ServedProxy, xproxyto, type Asked } from './spec-support/served-proxy.js';

let served: ServedProxy;
beforeEach(async () => {
  served = await ServedProxy.start();
});
afterEach(() => served.stop());

/** What a hub hears, and that nobody was connected to. */
async function refused(asked: Asked): Promise<string> {
  const client = await served.hub();
  await client.sendRaw(`${xproxyto(asked)}\r\n`);
  const { text, code } = await client.reply();
  await client.quit();
  expect([code, served.host.sockets.length, served.outcomes.includes('connected')]).toEqual([451, 0, false]);
  return text;
}

describe('there is no open TCP proxy: a server of the organization is refused', () => {
  it.each([
    [
      'by a connector that does not exist',
      () => 'f1b6d8c0-0000-4000-8000-000000000001',
      /no such Send connector/,
    ],
    ['by a disabled connector', () => served.relay({ Enabled: false }), /To Relay is disabled/],
    [
      'by a connector without the proxy',
      () => served.relay({ FrontendProxyEnabled: false }),
      /FrontendProxyEnabled .* off/,
    ],
  ])('%s', async (_, made, reason) => {
    const connector = made();
    expect(await refused({ connector, hosts: ['[127.0.0.1]'] })).toMatch(reason);
  });

  it.each([
    ['another port', '[127.0.0.1]:6379'],
    ['another port of a smart host', 'relay.example:25'],
    ['port 0', '[127.0.0.1]:0'],
    ['no port at all', '[127.0.0.1]:'],
    ['another address', '[127.0.0.2]'],
    ['an address of a network of ours', '[10.0.0.5]'],
    ['another name', 'localhost'],
    ['an address without brackets', '127.0.0.1'],
    ['what is no host', 'http://127.0.0.1/'],
    ['no host', ''],
  ])('to %s', async (_, host) => {
    served.dns.zone = { 'relay.example': { A: ['127.0.0.1'] }, localhost: { A: ['127.0.0.1'] } };
    const connector = served.relay();
    expect(await refused({ connector, hosts: ['[127.0.0.1]', host] })).toMatch(
      /^451 4\.7\.1 XPROXYTO refused/,
    );
  });

  it('to more hosts than anybody needs', async () => {
    const connector = served.relay();
    const hosts = Array.from({ length: 51 }, () => '[127.0.0.1]');
    expect(await refused({ connector, hosts })).toMatch(/are not those of the connector/);
  });

  it.each([
    ['a domain outside the address spaces', 'contoso.example', 'mx.fabrikam.com'],
    ['a host that DNS does not give for the domain', 'fabrikam.com', 'mx.contoso.example'],
    ['an address that DNS does not give for the domain', 'fabrikam.com', '[127.0.0.3]'],
    ['an address literal in place of the domain', '[127.0.0.1]', '[127.0.0.1]'],
  ])('to %s', async (_, domain, host) => {
    served.dns.zone = {
      'fabrikam.com': { MX: [[10, 'mx.fabrikam.com']] },
      'mx.fabrikam.com': { A: ['127.0.0.1'] },
      'contoso.example': { MX: [[10, 'mx.contoso.example']] },
      'mx.contoso.example': { A: ['127.0.0.1'] },
    };
    const connector = served.internet();
    expect(await refused({ connector, domain, hosts: [host] })).toMatch(/^451 4\.7\.1 XPROXYTO refused/);
  });

  it('to another port of a host that DNS gives, were it that of SMTP', async () => {
    served.dns.zone = { 'fabrikam.com': { A: ['127.0.0.1'] } };
    const connector = served.internet();
    expect(await refused({ connector, hosts: ['fabrikam.com:25'] })).toMatch(/not those of the connector/);
  });

  it.each([
    ['127.0.0.1', 'A'],
    ['::ffff:127.0.0.1', 'AAAA'],
    ['127.0.0.2', 'A'],
    ['::1', 'AAAA'],
  ])('to Redis, although DNS names it as %s', async (address, type) => {
    served.redis = { address: '127.0.0.1', port: served.host.port };
    served.dns.zone = { 'fabrikam.com': { [type]: [address] } };
    const connector = served.internet();
    expect(await refused({ connector, hosts: [`fabrikam.com:${served.host.port}`] })).toMatch(
      /is a service of the organization/,
    );
  });

  it('to a listener of the organization, although a connector names it', async () => {
    const connector = served.relay({ SmartHosts: ['[127.0.0.9]'], Port: 475 });
    expect(await refused({ connector, hosts: ['[127.0.0.9]'] })).toMatch(/is a service of the organization/);
  });

  it('while DNS cannot tell', async () => {
    served.dns.zone = { 'fabrikam.com': 'servfail' };
    const connector = served.internet();
    expect(await refused({ connector, hosts: ['mx.fabrikam.com'] })).toMatch(
      /^451 4\.4\.3 DNS cannot tell: /,
    );
  });
});

describe('nobody else knows the command', () => {
  const line = (): string => {
    const connector = served.relay();
    return xproxyto({ connector, hosts: ['[127.0.0.1]'] });
  };

  it('a client without a certificate of the organization', async () => {
    const client = await TestClient.connect(await served.serve());
    await client.expect(/^220 /);
    expect((await client.ehlo()).has('XPROXYTO')).toBe(false);
    await client.command(line(), /^500 5\.3\.3 /);
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await served.test.identity('foreign')) });
    await client.ehlo();
    await client.command(line(), /^500 5\.3\.3 /);
    await client.quit();
    expect(served.host.sockets).toHaveLength(0);
  });

  it.each(['Default Frontend', 'Client Frontend'])(
    'whoever comes to %s, with such a certificate, too',
    async (name) => {
      const port = await served.serve(name);
      const client = await TestClient.connect(port);
      await client.expect(/^220 /);
      await client.ehlo();
      await client.command(line(), /^500 5\.3\.3 /);
      await client.quit();
      if (name === 'Client Frontend') return;
      const server = await served.hub(port);
      await server.command(line(), /^500 5\.3\.3 /);
      await server.quit();
      expect(served.host.sockets).toHaveLength(0);
    },
  );
});
