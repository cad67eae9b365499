import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DnsZone, type Zone } from '@mailyard/testing';

import { DnsClient } from '../client/dns-client.js';
import { smartHosts } from './smart-hosts.js';
import { all } from './spec-support/search.js';

async function hostsOf(
  list: readonly string[],
  { zone = {}, turn = 0, hostsFile = '/dev/null' }: { zone?: Zone; turn?: number; hostsFile?: string } = {},
) {
  await using server = await DnsZone.start(zone);
  const resolver = new DnsClient({ servers: [server.server] });
  return await all(smartHosts(list, { resolver, turn, hostsFile, isOurselves: () => false }));
}

it('a name leads to the hosts of its MX records, without any to its addresses', async () => {
  const zone: Zone = {
    'relay.example.com': { MX: [[10, 'mx1.example.com']], A: ['192.0.2.9'] },
    'mx1.example.com': { A: ['192.0.2.1'] },
    relay: { A: ['192.0.2.2'], AAAA: ['2001:db8::2'] },
  };
  expect(await hostsOf(['relay.example.com', 'relay'], { zone })).toMatchObject({
    hosts: [
      { name: 'mx1.example.com', source: 'relay.example.com', addresses: ['192.0.2.1'] },
      { name: 'relay', source: 'relay', addresses: ['2001:db8::2', '192.0.2.2'] },
    ],
    end: { kind: 'tried' },
  });
});

it('a name in the machine’s own list of hosts is not asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailyard-hosts-'));
  const hostsFile = join(folder, 'hosts');
  const lines = [
    '127.0.0.1 localhost',
    '192.168.5.10\tMBX01.contoso.com mbx01 # inside',
    '2001:db8::10 mbx01',
  ];
  await writeFile(
    hostsFile,
    [...lines, '', '# 192.0.2.1 gone.example', '0.0.0.0 blocked.example'].join('\n'),
  );
  const zone: Zone = { mbx01: { A: ['192.0.2.9'] }, 'gone.example': { A: ['192.0.2.8'] } };
  const found = await hostsOf(['mbx01.Contoso.com.', 'mbx01', 'gone.example', 'blocked.example'], {
    zone,
    hostsFile,
  });
  await rm(folder, { recursive: true });
  expect(found.hosts).toMatchObject([
    { name: 'mbx01.contoso.com', source: 'mbx01.Contoso.com.', addresses: ['192.168.5.10'] },
    { name: 'mbx01', addresses: ['192.168.5.10', '2001:db8::10'] },
    { name: 'gone.example', addresses: ['192.0.2.8'] },
  ]);
});

it('an address stands in brackets', async () => {
  expect(await hostsOf(['[192.0.2.1]', '[2001:DB8::1]', '[IPv6:2001:db8::2]', '[127.0.0.1]'])).toMatchObject({
    hosts: [
      { addresses: ['192.0.2.1'] },
      { addresses: ['2001:db8::1'] },
      { addresses: ['2001:db8::2'] },
      { addresses: ['127.0.0.1'] },
    ],
  });
});

it('localhost is this machine, whatever DNS says (RFC 6761 §6.3)', async () => {
  const zone: Zone = { localhost: { MX: [[10, 'mx.example.com']], A: ['192.0.2.1'] } };
  expect(await hostsOf(['localhost'], { zone })).toMatchObject({
    hosts: [{ name: 'localhost', addresses: ['::1', '127.0.0.1'] }],
  });
});

it.each([
  [0, ['192.0.2.1', '192.0.2.2', '192.0.2.3']],
  [1, ['192.0.2.2', '192.0.2.3', '192.0.2.1']],
  [5, ['192.0.2.3', '192.0.2.1', '192.0.2.2']],
])('they are used in rotation: turn %i', async (turn, addresses) => {
  const { hosts } = await hostsOf(['[192.0.2.1]', '[192.0.2.2]', '[192.0.2.3]'], { turn });
  expect(hosts.flatMap((host) => host.addresses)).toEqual(addresses);
});

it('one that cannot be found leaves the others', async () => {
  const { hosts, end } = await hostsOf(['gone.example', '[192.0.2.1]', 'broken.example'], {
    zone: { 'broken.example': 'servfail' },
  });
  expect(hosts).toMatchObject([{ addresses: ['192.0.2.1'] }]);
  expect(end).toEqual({ kind: 'tried' });
});

it('with none, why', async () => {
  const zone: Zone = { 'broken.example': 'servfail' };
  expect((await hostsOf(['gone.example'])).end).toEqual({ kind: 'no-such-domain' });
  expect((await hostsOf(['gone.example', 'broken.example'], { zone })).end).toMatchObject({ kind: 'failed' });
  expect((await hostsOf([])).end).toEqual({ kind: 'no-address' });
});
