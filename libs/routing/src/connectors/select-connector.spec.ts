import type { SendConnector } from '@mailyard/directory';

import {
  connectedOrganization,
  deliveryAgent,
  foreign,
  send,
} from '../spec-support/connected-organization.js';
import type { Destination } from './destination.js';
import { routingTable } from './routing-table.js';
import { selectConnector } from './select-connector.js';

const megabyte = 1_048_576;

interface Asked {
  readonly to?: string;
  readonly size?: number;
  readonly server?: string;
}

function destination(text: string): Destination {
  const [type = '', ...address] = text.includes(':') ? text.split(':') : ['SMTP', text];
  return { type, address: address.join(':') };
}

/** The name of the connector, or why there is none. */
function chosen(
  connectors: readonly SendConnector[],
  { to = 'marketing.contoso.example', size = 1, server = 'MBX01' }: Asked = {},
): string {
  const organization = connectedOrganization({ SendConnectors: connectors });
  const selection = selectConnector(destination(to), size, routingTable(organization, { server }));
  return selection.outcome === 'selected' ? selection.match.connector.Name : selection.outcome;
}

describe('the most specific address space wins (R155, R189)', () => {
  const three = [
    send('All', '*'),
    send('Below', '*.contoso.example'),
    send('One', 'marketing.contoso.example'),
  ];

  it.each([
    ['marketing.contoso.example', 'One'],
    ['sales.contoso.example', 'Below'],
    ['contoso.example', 'Below'],
    ['deep.marketing.contoso.example', 'Below'],
    ['notcontoso.example', 'All'],
    ['[192.0.2.1]', 'All'],
    ['xn--bcher-kva.example', 'All'],
  ])('%s goes by %s', (to, name) => expect(chosen(three, { to })).toBe(name));

  it('whatever it costs', () => {
    expect(chosen([send('Cheap', '*;1'), send('Dear', '*.contoso.example;100')])).toBe('Dear');
  });

  it('a longer pattern before a shorter one', () => {
    const connectors = [send('Short', '*.example'), send('Long', '*.contoso.example;50'), send('All', '*')];
    expect(chosen(connectors)).toBe('Long');
    expect(chosen(connectors, { to: 'fabrikam.example' })).toBe('Short');
  });

  it('a domain alone is not what is below it', () => {
    expect(chosen([send('One', 'contoso.example')])).toBe('noMatch');
    expect(chosen([send('One', 'contoso.example')], { to: 'contoso.example' })).toBe('One');
  });

  it('an internationalized one is found in either form', () => {
    const connectors = [send('All', '*'), send('Books', 'bücher.example')];
    expect(chosen(connectors, { to: 'xn--bcher-kva.example' })).toBe('Books');
  });

  it('of a connector with several spaces the best one counts', () => {
    const connectors = [send('A', '*;1'), send('B', '*;50 marketing.contoso.example;50')];
    expect(chosen(connectors)).toBe('B');
    expect(chosen(connectors, { to: 'fabrikam.example' })).toBe('A');
  });
});

describe('of equally specific ones', () => {
  it('the cheapest', () => {
    expect(chosen([send('A', '*;20'), send('B', '*;10'), send('C', '*;15')])).toBe('B');
  });

  it('then the nearest: this server, its site, elsewhere (R190)', () => {
    const at = (name: string, ...SourceTransportServers: readonly string[]) =>
      send(name, '*', { SourceTransportServers });
    const three = [at('A', 'MBX03'), at('B', 'MBX02'), at('C', 'MBX01', 'MBX03')];
    expect(chosen(three)).toBe('C');
    expect(chosen(three.slice(0, 2))).toBe('B');
    expect(chosen(three, { server: 'MBX02' })).toBe('B');
    expect(chosen(three, { server: 'MBX03' })).toBe('A');
    expect(chosen([...three, send('Z', '*;2')])).toBe('C');
  });

  it('then the first by name, without regard to case: nothing is balanced', () => {
    expect(chosen([send('beta', '*'), send('Alpha', '*'), send('Gamma', '*')])).toBe('Alpha');
  });
});

describe('not among the candidates', () => {
  it('is one that takes no message of that size (R194)', () => {
    const connectors = [send('Small', '*.contoso.example', { MaxMessageSize: '5MB' }), send('All', '*')];
    expect(chosen(connectors, { size: 5 * megabyte })).toBe('Small');
    expect(chosen(connectors, { size: 5 * megabyte + 1 })).toBe('All');
    expect(chosen(connectors, { size: 35 * megabyte + 1 })).toBe('tooLarge');
    expect(chosen([send('Small', 'fabrikam.example', { MaxMessageSize: '5MB' })], { size: 9_999_999 })).toBe(
      'noMatch',
    );
    expect(chosen([send('Internal', '*', { Usage: 'Internal' })], { size: 1e12 })).toBe('Internal');
  });

  it('is a disabled one', () => {
    expect(chosen([send('A', 'marketing.contoso.example', { Enabled: false }), send('B', '*')])).toBe('B');
    expect(chosen([send('A', '*', { Enabled: false })])).toBe('noMatch');
  });

  it('is one scoped to the AD site of its source servers, anywhere else', () => {
    const connectors = [
      send('Scoped', '*.contoso.example', { IsScopedConnector: true, SourceTransportServers: ['MBX02'] }),
      send('All', '*'),
    ];
    expect(chosen(connectors)).toBe('Scoped');
    expect(chosen(connectors, { server: 'MBX03' })).toBe('All');
  });
});

describe('address types other than SMTP', () => {
  const organization = connectedOrganization({
    SendConnectors: [send('Internet', '*')],
    DeliveryAgentConnectors: [
      deliveryAgent('Mobile', 'MOBILE:*;1'),
      deliveryAgent('X400', 'X400:c=US;a=Fabrikam;1'),
    ],
    ForeignConnectors: [
      foreign('Fax', 'FAX:*;1'),
      foreign('German fax', 'FAX:+49*;10'),
      foreign('Reception', 'FAX:+49301;1'),
      foreign('X400 too', 'X400:*;1'),
    ],
  });

  it.each([
    ['MOBILE:+49 170 1', 'Mobile'],
    ['FAX:+1 425', 'Fax'],
    ['FAX:+49407', 'German fax'],
    ['FAX:+49301', 'Reception'],
    ['X400:c=US;a=Fabrikam;p=Contoso', 'X400'],
    ['X400:C=us;P=Contoso;A=FABRIKAM', 'X400'],
    ['X400:c=DE;a=Fabrikam', 'X400 too'],
    ['NOTES:alice', 'noMatch'],
  ])('%s goes by %s', (to, name) => {
    const selection = selectConnector(destination(to), 1, routingTable(organization, { server: 'MBX01' }));
    expect(selection.outcome === 'selected' ? selection.match.connector.Name : selection.outcome).toBe(name);
  });
});

describe('the table of connectors', () => {
  it('is made once, until a connector or a server changes', () => {
    const organization = connectedOrganization({ SendConnectors: [send('A', '*')] });
    const { objects } = organization;
    const place = { server: 'mbx01' };
    const table = routingTable(organization, place);
    const same = connectedOrganization({ ...objects, Mailboxes: [] });
    expect(routingTable(same, { server: 'MBX01' })).toBe(table);
    const other = connectedOrganization({ ...objects, SendConnectors: [send('B', '*')] });
    expect(routingTable(other, place)).not.toBe(table);
    expect(routingTable(organization, { server: 'MBX02' })).not.toBe(table);
  });
});
