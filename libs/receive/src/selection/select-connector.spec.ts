import { connectorOf } from '../testing/contoso.js';
import { ConnectorSelection, type Connection } from './select-connector.js';

const from = (remoteAddress: string, local: Partial<Connection> = {}): Connection => ({
  localAddress: '10.0.0.1',
  localPort: 25,
  remoteAddress,
  ...local,
});

function chosen(connectors: readonly ReturnType<typeof connectorOf>[], connection: Connection) {
  const selection = new ConnectorSelection(connectors);
  const first = selection.select(connection);
  // The same client comes again.
  expect(selection.select(connection)).toBe(first);
  return first?.Name;
}

describe('the most specific remote range wins', () => {
  const connectors = [
    connectorOf({ Name: 'everybody', RemoteIPRanges: ['0.0.0.0-255.255.255.255'] }),
    connectorOf({ Name: 'net', RemoteIPRanges: ['192.168.1.0-192.168.1.255'] }),
    connectorOf({ Name: 'half', RemoteIPRanges: ['192.168.1.200/25'] }),
    connectorOf({ Name: 'host', RemoteIPRanges: ['10.9.9.9', '192.168.1.75'] }),
    connectorOf({ Name: 'disabled', RemoteIPRanges: ['192.168.1.75'], Enabled: false }),
  ];

  it.each([
    ['192.168.1.75', 'host'],
    ['192.168.1.100', 'net'],
    ['192.168.1.129', 'half'],
    ['192.168.1.255', 'half'],
    ['192.168.2.0', 'everybody'],
    ['::ffff:192.168.1.75', 'host'],
    ['::ffff:c0a8:14b', 'host'],
  ])('%s → %s', (remote, name) => {
    expect(chosen(connectors, from(remote))).toBe(name);
  });

  it('does not depend on the order of the list', () => {
    expect(chosen(connectors.toReversed(), from('192.168.1.75'))).toBe('host');
  });

  it('counts the range that matches, not the others of the list', () => {
    const wide = connectorOf({ Name: 'wide', RemoteIPRanges: ['10.0.0.1', '192.168.0.0/16'] });
    const narrow = connectorOf({ Name: 'narrow', RemoteIPRanges: ['192.168.1.0/24'] });
    expect(chosen([wide, narrow], from('192.168.1.1'))).toBe('narrow');
  });
});

describe('IPv6 ranges', () => {
  const local = { localAddress: '::1' };
  const bound = { Bindings: ['[::]:25'] };

  it.each([
    ['2001:0DB8::CD3/60', '2001:db8::ffff', true],
    ['2001:0DB8::CD3/60', '2001:db8:1::1', false],
    ['fe80::1%11', 'fe80::1%11', true],
    ['fe80::1%11', 'fe80::1%12', false],
    ['fe80::1%11', 'fe80::1', false],
    ['fe80::1', 'fe80::1%eth0', true],
    ['fe80::1%br-lan', 'fe80::1%br-lan', true],
    ['fe80::%eth0/64', 'fe80::1%eth0', true],
    ['::', '2001:db8::1', true],
    ['2001:db8::1-2001:db8::f', '2001:db8::a', true],
    ['2001:db8::1-2001:db8::f', '2001:db8::10', false],
    ['0.0.0.0', '2001:db8::1', false],
  ])('%s and peer %s: %s', (range, remote, matches) => {
    const connector = connectorOf({ ...bound, RemoteIPRanges: [range] });
    expect(chosen([connector], from(remote, local)) !== undefined).toBe(matches);
  });
});

describe('the local end', () => {
  it.each([
    [['0.0.0.0:25'], { localAddress: '10.0.0.1' }, true],
    [['0.0.0.0:25'], { localAddress: '::ffff:10.0.0.1' }, true],
    [['10.0.0.1:25'], { localAddress: '10.0.0.2' }, false],
    [['10.0.0.1'], { localAddress: '10.0.0.1' }, true],
    [['0.0.0.0:25'], { localPort: 587 }, false],
    [['0.0.0.0:587', '0.0.0.0:25'], { localPort: 587 }, true],
    [['[::]:25'], { localAddress: '10.0.0.1' }, false],
    [['[::ffff:10.0.0.1]:25'], { localAddress: '10.0.0.1' }, true],
    [['[fe80::1%eth0]:25'], { localAddress: 'fe80::1%eth0' }, true],
    [['[fe80::1%eth0]:25'], { localAddress: 'fe80::1%eth1' }, false],
  ])('bindings %j, connection to %j: %s', (Bindings, local, matches) => {
    const connector = connectorOf({ Bindings });
    const remote = Bindings[0]?.includes('fe80') ? 'fe80::9%eth0' : '1.2.3.4';
    const served = connectorOf({ ...connector, RemoteIPRanges: ['0.0.0.0/0', '::/0'] });
    expect(chosen([served], from(remote, local)) !== undefined).toBe(matches);
  });

  it('takes a binding to this very address before a wildcard with a narrower range', () => {
    const wildcard = connectorOf({ Name: 'wildcard', RemoteIPRanges: ['1.2.3.4'] });
    const specific = connectorOf({ Name: 'specific', Bindings: ['10.0.0.1:25'] });
    expect(chosen([wildcard, specific], from('1.2.3.4'))).toBe('specific');
  });
});

it('takes a range of one scope before the same range of all (RFC 4007)', () => {
  const bound = { Bindings: ['[::]:25'] };
  const every = connectorOf({ ...bound, Name: 'every', RemoteIPRanges: ['fe80::1'] });
  const scoped = connectorOf({ ...bound, Name: 'scoped', RemoteIPRanges: ['fe80::1%eth0'] });
  const local = { localAddress: '::1' };
  expect(chosen([every, scoped], from('fe80::1%eth0', local))).toBe('scoped');
  expect(chosen([every, scoped], from('fe80::1%eth1', local))).toBe('every');
});

it('has nobody for a peer outside every range, or for what is no address', () => {
  const connector = connectorOf({ RemoteIPRanges: ['127.0.0.2'] });
  expect(chosen([connector], from('127.0.0.3'))).toBeUndefined();
  expect(chosen([connector], from(''))).toBeUndefined();
  expect(chosen([], from('127.0.0.2'))).toBeUndefined();
});

it('sees a changed connector: compiled ranges belong to the object, not to its name', () => {
  const before = connectorOf({ RemoteIPRanges: ['127.0.0.2'] });
  expect(new ConnectorSelection([before]).select(from('127.0.0.3'))).toBeUndefined();
  const after = { ...before, RemoteIPRanges: ['127.0.0.3'] };
  expect(new ConnectorSelection([after]).select(from('127.0.0.3'))).toBe(after);
});
