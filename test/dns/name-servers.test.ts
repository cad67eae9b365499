import { CachingResolver, DnsClient, mailHosts, type MailHost, type NoHost } from '@mailyard/dns';

import { NameServers, nameServersInstalled, type ZoneFile } from '../stack/name-servers.js';

// Knot as authoritative server and Unbound as validating resolver; without these packages there is nothing to test with.
const suite = (await nameServersInstalled()) ? describe : describe.skip;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const zones: Readonly<Record<string, ZoneFile>> = {
  example: {
    records: `
order MX 20 mx2
      MX 10 mx1
      MX 30 mx3
mx1 A 192.0.2.1
    AAAA 2001:db8::1
mx2 A 192.0.2.2
mx3 AAAA 2001:db8::3
implicit A 192.0.2.4
null MX 0 .
nothing TXT "no host here"
to-alias CNAME order
alias-mx MX 10 mail-alias
mail-alias CNAME other-alias
other-alias CNAME mx1
circle-a CNAME circle-b
circle-b CNAME circle-a
to-address MX 10 192.0.2.9.
           MX 20 mx1
mixed MX 10 gone
      MX 20 nothing
      MX 30 mx1
gone-only MX 10 gone
broken MX 10 mx.dead
       MX 20 mx1
broken-only MX 10 mx.dead
many ${numbers(200)
      .map((index) => `${index === 0 ? '' : '     '}MX 10 host-with-a-rather-long-name-${index}.many`)
      .join('\n')}
*.many A 192.0.2.7
never 0 MX 10 mx1
*.wild MX 5 mx2
xn--bcher-kva MX 10 mx1
long TXT ${numbers(12)
      .map((index) => `"${String(index).repeat(200).slice(0, 200)}"`)
      .join(' ')}
`,
  },
  'signed.example': {
    dnssec: 'signed',
    records: `
@ MX 10 mx
  MX 20 mx1.example.
mx A 192.0.2.11
   AAAA 2001:db8::11
_25._tcp.mx TLSA 3 1 1 ${'ab'.repeat(32)}
alias CNAME mx
out CNAME mx1.example.
only A 192.0.2.12
`,
  },
  'bogus.example': { dnssec: 'bogus', records: '@ MX 10 mx\nmx A 192.0.2.13\n' },
};

suite('with a name server and a validating resolver of others', () => {
  let servers: NameServers;
  let dns: DnsClient;

  beforeAll(async () => {
    servers = await NameServers.start(zones);
    dns = new DnsClient({ servers: [servers.resolver], serverTimeoutMs: 1_000, queryTimeoutMs: 2_000 });
  }, 60_000);
  afterAll(() => servers.stop());

  async function all(domain: string, ours = ''): Promise<{ hosts: readonly MailHost[]; end: NoHost }> {
    const isOurselves = ({ name }: { readonly name: string }) => name === ours;
    const search = mailHosts(domain, { resolver: new CachingResolver(dns), isOurselves });
    const hosts: MailHost[] = [];
    for (;;) {
      const next = await search.next();
      if (next.done === true) return { hosts, end: next.value };
      hosts.push(next.value);
    }
  }

  it.each<[string, readonly string[]]>([
    ['order.example', ['mx1.example', 'mx2.example', 'mx3.example']],
    ['implicit.example', ['implicit.example']],
    ['to-alias.example', ['mx1.example', 'mx2.example', 'mx3.example']],
    ['alias-mx.example', ['mail-alias.example']],
    ['to-address.example', ['mx1.example']],
    ['mixed.example', ['mx1.example']],
    ['broken.example', ['mx1.example']],
    ['never.example', ['mx1.example']],
    ['any.thing.wild.example', ['mx2.example']],
    ['Bücher.example', ['mx1.example']],
  ])('the hosts of %s', async (domain, names) => {
    const { hosts, end } = await all(domain);
    expect(hosts.map(({ name }) => name)).toEqual(names);
    expect(end).toEqual({ kind: 'tried' });
  });

  it.each<[string, NoHost['kind']]>([
    ['null.example', 'null-mx'],
    ['nothing.example', 'no-address'],
    ['gone.example', 'no-such-domain'],
    ['gone.invalid-top-level-domain', 'no-such-domain'],
    ['gone-only.example', 'no-address'],
    ['circle-a.example', 'failed'],
    ['dead.example', 'failed'],
    ['broken-only.example', 'failed'],
    ['bogus.example', 'failed'],
  ])('%s has none: %s', async (domain, kind) => {
    expect(await all(domain)).toMatchObject({ hosts: [], end: { kind } });
  });

  it('both families, IPv6 first', async () => {
    const { hosts } = await all('order.example');
    expect(hosts.map(({ addresses }) => addresses)).toEqual([
      ['2001:db8::1', '192.0.2.1'],
      ['192.0.2.2'],
      ['2001:db8::3'],
    ]);
  });

  it('ourselves among them: what is not better is left out', async () => {
    expect((await all('order.example', 'mx2.example')).hosts).toHaveLength(1);
    expect((await all('order.example', 'mx1.example')).end).toEqual({ kind: 'only-ourselves' });
  });

  it('what is too long for UDP comes over TCP', async () => {
    const answer = await dns.mx('many.example');
    expect(answer.kind === 'found' && answer.records).toHaveLength(200);
    expect((await all('many.example')).hosts).toHaveLength(20);
    const text = await dns.txt('long.example');
    expect(text.kind === 'found' && text.records[0]).toHaveLength(2400);
  });

  it('TTLs, and how long it holds that there is nothing (RFC 2308)', async () => {
    expect(await dns.mx('never.example')).toMatchObject({ kind: 'found', ttl: 0 });
    const gone = await dns.mx('gone.example');
    expect(gone.kind).toBe('no-such-domain');
    expect('ttl' in gone && gone.ttl > 0 && gone.ttl <= 60).toBe(true);
  });

  describe('DNSSEC', () => {
    it('everything validated on the way to a host makes it secure (RFC 7672 §2.2)', async () => {
      const { hosts } = await all('signed.example');
      expect(hosts).toMatchObject([
        { name: 'mx.signed.example', secure: true },
        { name: 'mx1.example', secure: false },
      ]);
      expect((await all('only.signed.example')).hosts).toMatchObject([{ secure: true }]);
      expect((await all('order.example')).hosts).toMatchObject([
        { secure: false },
        { secure: false },
        { secure: false },
      ]);
    });

    it('TLSA records', async () => {
      const record = { usage: 3, selector: 1, matchingType: 1, data: Buffer.alloc(32, 0xab) };
      expect(await dns.tlsa('_25._tcp.mx.signed.example')).toMatchObject({ records: [record], secure: true });
      expect(await dns.tlsa('_25._tcp.only.signed.example')).toMatchObject({
        kind: 'no-such-domain',
        secure: true,
      });
    });

    it('an alias within the zone is secure, one out of it is not', async () => {
      expect(await dns.a('alias.signed.example')).toMatchObject({
        secure: true,
        canonical: 'mx.signed.example',
      });
      expect(await dns.a('out.signed.example')).not.toMatchObject({ secure: true });
    });

    it('what was signed by somebody else is no answer', async () => {
      expect(await dns.mx('bogus.example')).toMatchObject({ kind: 'failed', reason: 'servfail' });
    });
  });
});
