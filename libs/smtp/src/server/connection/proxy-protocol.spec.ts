import { InputBuffer } from '../input/input-buffer.js';
import { parseProxyHeader, readProxyHeader } from './proxy-protocol.js';

const signature = '0d0a0d0a000d0a515549540a';
const v4 = 'c0000207 c0000209 dc04 0019'; // 192.0.2.7:56324 to 192.0.2.9:25
const v6 = '20010db8000000000000000000000007 20010db8000000000000000000000009 dc04 0019';

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

/** With the right length, unless one is given. */
function binary(head: string, addresses: string, rest = Buffer.alloc(0), length?: number): Buffer {
  const body = Buffer.concat([hex(addresses), rest]);
  const octets = Buffer.alloc(2);
  octets.writeUInt16BE(length ?? body.length);
  return Buffer.concat([hex(signature + head), octets, body]);
}

const tlvs = Buffer.concat([hex('03 0004 deadbeef'), hex('04 0400'), Buffer.alloc(1024)]);

type Row = readonly [string, Buffer | string, string | undefined];

describe('headers that are understood (PROXY protocol §2)', () => {
  it.each<Row>([
    ['v1 TCP4', 'PROXY TCP4 192.0.2.7 192.0.2.9 56324 25\r\n', '192.0.2.7 56324'],
    ['v1 TCP6', 'PROXY TCP6 2001:DB8:0::7 2001:db8::9 0 65535\r\n', '2001:db8::7 0'],
    ['v1 UNKNOWN', 'PROXY UNKNOWN\r\n', undefined],
    ['v1 UNKNOWN with what is to be ignored', `PROXY UNKNOWN ${'f'.repeat(91)}\r\n`, undefined],
    ['v2 IPv4', binary('2111', v4), '192.0.2.7 56324'],
    ['v2 IPv6', binary('2121', v6), '2001:db8::7 56324'],
    ['v2 IPv4 with TLVs', binary('2111', v4, tlvs), '192.0.2.7 56324'],
    ['v2 LOCAL', binary('2000', ''), undefined],
    ['v2 LOCAL with addresses, which count for nothing', binary('2011', v4), undefined],
    ['v2 LOCAL of a family that is not known', binary('2031', '', Buffer.alloc(216)), undefined],
    ['v2 UNSPEC', binary('2100', '', tlvs), undefined],
    ['v2 of 64 KB', binary('2111', v4, Buffer.alloc(65_523)), '192.0.2.7 56324'],
  ])('%s', (_, text, client) => {
    const header = Buffer.from(text as string);
    const parsed = parseProxyHeader(Buffer.concat([header, Buffer.from('EHLO x\r\n')]));
    if (parsed.kind !== 'complete') throw new Error(parsed.kind);
    expect(parsed.octets).toBe(header.length);
    expect(parsed.client && `${parsed.client.address} ${parsed.client.port}`).toBe(client);
    for (const end of [0, 1, 5, 6, 11, 12, 14, 15, header.length - 1]) {
      expect(parseProxyHeader(header.subarray(0, Math.min(end, header.length - 1))).kind).toBe('incomplete');
    }
  });
});

describe('headers that are refused', () => {
  it.each<readonly [string, Buffer | string]>([
    ['none', 'EHLO x\r\n'],
    ['lower case', 'proxy TCP4 192.0.2.7 192.0.2.9 56324 25\r\n'],
    ['a line that never ends', `PROXY TCP4 ${'1'.repeat(96)}`],
    ['v1 one octet too long', `PROXY UNKNOWN ${'f'.repeat(92)}\r\n`],
    ['bare LF', 'PROXY TCP4 192.0.2.7 192.0.2.9 56324 25\n'],
    ['two spaces', 'PROXY TCP4  192.0.2.7 192.0.2.9 56324 25\r\n'],
    ['a word too few', 'PROXY TCP4 192.0.2.7 192.0.2.9 56324\r\n'],
    ['a word too many', 'PROXY TCP4 192.0.2.7 192.0.2.9 56324 25 x\r\n'],
    ['no family', 'PROXY \r\n'],
    ['a family that is not mail’s', 'PROXY UDP4 192.0.2.7 192.0.2.9 56324 25\r\n'],
    ['a property of every object', 'PROXY constructor 192.0.2.7 192.0.2.9 56324 25\r\n'],
    ['the other family', 'PROXY TCP4 2001:db8::7 2001:db8::9 56324 25\r\n'],
    ['no address', 'PROXY TCP4 192.0.2.256 192.0.2.9 56324 25\r\n'],
    ['a zone', 'PROXY TCP6 fe80::1%eth0 fe80::2 56324 25\r\n'],
    ['a port too high', 'PROXY TCP4 192.0.2.7 192.0.2.9 65536 25\r\n'],
    ['a port with a zero in front', 'PROXY TCP4 192.0.2.7 192.0.2.9 056324 25\r\n'],
    ['a port that is none', 'PROXY TCP4 192.0.2.7 192.0.2.9 56324 smtp\r\n'],
    ['v2 with a broken signature', Buffer.from('\r\n\r\n\0\r\nQUIX\n')],
    ['v2 of another version', binary('1111', v4)],
    ['v2 of a command that is not known', binary('2211', v4)],
    ['v2 UDP', binary('2112', v4)],
    ['v2 UNIX', binary('2131', '', Buffer.alloc(216))],
    ['v2 with a length too short for its addresses', binary('2121', v6, Buffer.alloc(0), 12)],
  ])('%s', (_, text) => {
    expect(parseProxyHeader(Buffer.from(text as string))).toEqual({ kind: 'malformed' });
  });
});

it('a header may come octet by octet; what follows it stays', async () => {
  const input = new InputBuffer();
  const header = binary('2111', v4, tlvs);
  const read = readProxyHeader(input);
  for (const octet of header.subarray(0, -1)) {
    await new Promise<void>((resume) => input.push(Buffer.of(octet), resume));
  }
  input.push(Buffer.concat([header.subarray(-1), Buffer.from('NOOP\r\n')]), () => undefined);
  expect(await read).toMatchObject({ kind: 'complete', client: { address: '192.0.2.7', port: 56_324 } });
  expect(input.takeLine()).toBe('NOOP');
});

it('header and commands in one segment', async () => {
  const input = new InputBuffer();
  input.push(Buffer.from('PROXY UNKNOWN\r\nEHLO x\r\n'), () => undefined);
  expect(await readProxyHeader(input)).toMatchObject({ kind: 'complete', client: undefined });
  expect(input.takeLine()).toBe('EHLO x');
});

it.each([
  ['', undefined],
  ['PROXY TCP4 192.', { kind: 'malformed' }],
])('a peer that leaves after %j', async (said, outcome) => {
  const input = new InputBuffer();
  if (said !== '') input.push(Buffer.from(said), () => undefined);
  const read = readProxyHeader(input);
  input.end();
  expect(await read).toEqual(outcome);
});
