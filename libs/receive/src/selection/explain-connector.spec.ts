import { connectorOf, defaultConnector } from '../testing/contoso.js';
import { explainConnector, type SupposedConnection } from './explain-connector.js';
import { ConnectorSelection } from './select-connector.js';

const connectors = [
  defaultConnector('Default Frontend'),
  connectorOf({ Name: 'Printers', RemoteIPRanges: ['192.168.5.0/24'] }),
  connectorOf({ Name: 'Own address', Bindings: ['10.1.1.1:25'] }),
  connectorOf({ Name: 'Off', RemoteIPRanges: ['192.168.5.7'], Enabled: false }),
  connectorOf({ Name: 'Elsewhere', RemoteIPRanges: ['172.16.0.0/12', '172.32.0.1'] }),
  defaultConnector('Client Frontend'),
];

function told(connection: SupposedConnection) {
  const { winner, losers } = explainConnector(connectors, connection);
  const text = ({ connector, reason }: (typeof losers)[number]) => `${connector.Name}: ${reason}`;
  return { winner: winner && text(winner), losers: losers.map(text) };
}

describe('explain', () => {
  it('names the winner, and of every other the reason why it is not', () => {
    expect(told({ port: 25, from: '192.168.5.7' })).toEqual({
      winner:
        'Printers: 0.0.0.0:25 has the local end, 192.168.5.0/24 the remote one; no other range is narrower',
      losers: [
        'Default Frontend MBX01: 0.0.0.0-255.255.255.255 (4,294,967,296 addresses) is wider than 192.168.5.0/24 (256 addresses)',
        'Own address: serves 10.1.1.1:25 only: ask with the local address',
        'Off: is disabled',
        'Elsewhere: 192.168.5.7 is not in 172.16.0.0/12, 172.32.0.1',
        'Client Frontend MBX01: listens on [::]:587, 0.0.0.0:587',
      ],
    });
  });

  it('a binding to the local address wins over a narrower range', () => {
    const { winner, losers } = told({ port: 25, from: '192.168.5.7', local: '10.1.1.1' });
    expect(winner).toMatch(/^Own address: 10\.1\.1\.1:25 has .*; it names the local address$/);
    expect(losers[0]).toBe('Printers: 0.0.0.0:25 is a wildcard, 10.1.1.1:25 names the address');
  });

  it('a lone candidate has no rival', () => {
    expect(told({ port: 587, from: '192.168.5.7' }).winner).toMatch(
      /^Client Frontend MBX01: .*; no other does$/,
    );
  });

  it('IPv6 peers, IPv4 peers in IPv6 text', () => {
    expect(told({ port: 25, from: '2001:db8::1' }).winner).toMatch(/^Default Frontend MBX01: \[::\]:25 has/);
    expect(told({ port: 25, from: '::ffff:192.168.5.7' }).winner).toMatch(/^Printers: /);
  });

  it('has no winner where nobody listens', () => {
    expect(told({ port: 26, from: '192.168.5.7' }).winner).toBeUndefined();
  });

  it.each([
    [{ from: 'printer' }, 'printer is no IP address'],
    [{ from: '10.0.0.0/8' }, '10.0.0.0/8 is no IP address'],
    [{ from: '::1', local: '10.1.1.1' }, '::1 cannot connect to 10.1.1.1: one is IPv4, the other IPv6'],
  ])('%j is refused', (connection, message) => {
    expect(() => told({ port: 25, ...connection })).toThrow(message);
  });

  it.each(['192.168.5.7', '172.16.0.1', '172.32.0.1', '8.8.8.8', '2001:db8::1'])(
    'says of %s what is really chosen',
    (from) => {
      for (const localAddress of from.includes(':') ? ['::1'] : ['10.1.1.1', '10.1.1.2']) {
        const chosen = new ConnectorSelection(connectors).select({
          localAddress,
          localPort: 25,
          remoteAddress: from,
        });
        const explained = explainConnector(connectors, { port: 25, from, local: localAddress });
        expect(explained.winner?.connector).toBe(chosen);
        expect(explained.losers).toHaveLength(connectors.length - 1);
      }
    },
  );
});
