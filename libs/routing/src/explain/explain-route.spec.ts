import { randomUUID } from 'node:crypto';

import { mailContactSchema, type OrganizationObjects } from '@mailyard/directory';
import { encapsulate, formatPath, parseMailbox, type Path } from '@mailyard/smtp';

import { queueNameOf } from '../next-hop.js';
import {
  connectedOrganization,
  deliveryAgent,
  send,
  toSmartHosts,
} from '../spec-support/connected-organization.js';
import { explainRoute } from './explain-route.js';

const megabyte = 1_048_576;

function pathOf(address: string): Path {
  const path = parseMailbox(address);
  if (path === undefined) throw new Error(`${address} is none`);
  return path;
}

interface Asked {
  readonly size?: number;
  readonly server?: string;
}

function explained(
  objects: Partial<OrganizationObjects>,
  recipient: string | Path,
  { size = 1, server = 'MBX01' }: Asked = {},
) {
  const path = typeof recipient === 'string' ? pathOf(recipient) : recipient;
  return explainRoute(
    { reversePath: pathOf('alice@contoso.com'), recipient: path, size },
    connectedOrganization(objects),
    { server },
  );
}

/** Each connector that is not the one, and why. */
function losers(...asked: Parameters<typeof explained>): readonly string[] {
  return explained(...asked).losers.map(({ connector, reason }) => `${connector.Name}: ${reason}`);
}

const all = send('All', '*');
const kate = mailContactSchema.parse({
  Guid: randomUUID(),
  Name: 'kate',
  PrimarySmtpAddress: 'kate@contoso.com',
  ExternalEmailAddress: 'kate@fabrikam.example',
});

describe('a connector tells why it is chosen', () => {
  it('among others', () => {
    const { winner, routes } = explained(
      { SendConnectors: [all, send('One', 'fabrikam.example;5')] },
      'a@fabrikam.example',
    );
    expect(winner?.connector.Name).toBe('One');
    expect(winner?.reason).toBe('SMTP:fabrikam.example matches at cost 5, its nearest source is this server');
    const [route] = routes;
    expect(route?.outcome === 'routed' && queueNameOf(route.nextHop)).toMatch(
      /^DnsConnectorDelivery\.fabrikam\.example@/,
    );
  });

  it('alone', () => {
    const { winner, losers: none } = explained({ SendConnectors: [all] }, 'a@fabrikam.example');
    expect(winner?.reason).toMatch(/; no other connector is a candidate$/);
    expect(none).toEqual([]);
  });
});

describe('and every other one the first rule that it fails', () => {
  const scoped = { IsScopedConnector: true, SourceTransportServers: ['MBX03'] };

  it.each([
    [
      'size, before all others',
      send('Loser', 'adatum.example', { MaxMessageSize: '1MB', Enabled: false }),
      'takes no more than 1 MB, the message has 2 MB',
    ],
    [
      'IsTransportRuleScoped',
      send('Loser', 'fabrikam.example', { IsTransportRuleScoped: true }),
      'is for mail that a mail flow rule routes by it (IsTransportRuleScoped)',
    ],
    ['Enabled', send('Loser', 'adatum.example', { Enabled: false }), 'is disabled'],
    [
      'scope',
      send('Loser', 'adatum.example', scoped),
      'is scoped to the AD site of MBX03, and this server is in another one',
    ],
    ['address space', send('Loser', 'adatum.example'), 'has no address space for SMTP:fabrikam.example'],
    ['address type', deliveryAgent('Loser', 'MOBILE:*;1'), 'has no address space for SMTP:fabrikam.example'],
    ['specificity', send('Loser', '*;1'), 'SMTP:* is less specific than SMTP:*.fabrikam.example'],
    ['cost', send('Loser', '*.fabrikam.example;8'), 'costs 8, more than 7'],
    [
      'proximity',
      send('Loser', '*.fabrikam.example;7', { SourceTransportServers: ['MBX02'] }),
      'its nearest source is another server of this site, that of Chosen this server',
    ],
    ['name', send('Loser', '*.fabrikam.example;7'), 'its name comes after Chosen'],
  ])('%s', (_, loser, reason) => {
    const chosen = send('Chosen', '*.fabrikam.example;7');
    const objects =
      'DeliveryProtocol' in loser
        ? { SendConnectors: [chosen], DeliveryAgentConnectors: [loser] }
        : { SendConnectors: [chosen, loser] };
    expect(losers(objects, 'a@fabrikam.example', { size: 2 * megabyte })).toEqual([`Loser: ${reason}`]);
  });

  it('also where none is chosen', () => {
    const small = send('Small', '*', { MaxMessageSize: '1MB' });
    const {
      winner,
      routes,
      losers: why,
    } = explained({ SendConnectors: [small] }, 'a@fabrikam.example', {
      size: 2 * megabyte,
    });
    expect(winner).toBeUndefined();
    expect(routes[0]).toMatchObject({
      outcome: 'failed',
      reason: 'no connector is for SMTP:fabrikam.example',
    });
    expect(why.map(({ reason }) => reason)).toEqual(['takes no more than 1 MB, the message has 2 MB']);
  });
});

describe('without a connector', () => {
  it('the recipient waits, or fails when its address is of another type', () => {
    const [outside] = explained({}, 'a@fabrikam.example').routes;
    expect(outside).toMatchObject({
      outcome: 'unreachable',
      reason: 'no connector is for SMTP:fabrikam.example',
    });
    const [fax] = explained(
      { SendConnectors: [all] },
      encapsulate({ type: 'FAX', address: '1' }, 'contoso.com'),
    ).routes;
    expect(fax).toMatchObject({
      outcome: 'failed',
      reply: { code: 550, status: '5.4.4' },
      reason: 'no connector is for FAX:1',
    });
  });

  it('an unknown recipient of ours fails, and no connector is asked', () => {
    const { routes, losers: none } = explained({ SendConnectors: [all] }, 'x@contoso.com');
    expect(none).toEqual([]);
    expect(routes[0]).toMatchObject({
      outcome: 'failed',
      reply: { status: '5.1.10' },
      reason: 'contoso.com is authoritative, and nobody has the address x@contoso.com',
    });
  });
});

describe('a recipient of the organization', () => {
  it('is told with its mailbox, and no connector is asked', () => {
    const { found, routes, losers: none } = explained({ SendConnectors: [all] }, 'dave@relay.example');
    expect([found?.kind, none]).toEqual(['Mailbox', []]);
    expect(routes).toMatchObject([
      { recipient: pathOf('dave@contoso.com'), outcome: 'routed', reason: 'dave is a mailbox in Elsewhere' },
    ]);
  });

  it('who forwards, and who has mail outside, is told with the way that it takes', () => {
    const { Mailboxes } = connectedOrganization({}).objects;
    const [alice, ...others] = Mailboxes;
    const objects = {
      SendConnectors: [all],
      MailContacts: [kate],
      Mailboxes: [...(alice ? [{ ...alice, ForwardingAddress: 'kate' }] : []), ...others],
    };
    const [route] = explained(objects, 'alice@contoso.com').routes;
    expect(route).toMatchObject({
      recipient: pathOf('kate@fabrikam.example'),
      reason: expect.stringMatching(/^alice@contoso\.com forwards to kate; All: /) as string,
    });
    expect(explained(objects, 'kate@contoso.com').routes[0]?.reason).toMatch(/^kate has mail outside; All: /);
  });

  it('that refuses the message is not said to be nobody', () => {
    const { Mailboxes } = connectedOrganization({}).objects;
    const small = Mailboxes.map((mailbox) => ({ ...mailbox, MaxReceiveSize: 1_024 }));
    const [route] = explained({ Mailboxes: small }, 'alice@contoso.com', { size: megabyte }).routes;
    expect(route).toMatchObject({ outcome: 'failed', reason: 'the recipient is alice' });
  });

  it('each member of a group goes its own way', () => {
    const { found, routes } = explained({}, 'team@contoso.com');
    expect(found?.kind).toBe('DistributionGroup');
    expect(routes.map(({ recipient, reason }) => `${formatPath(recipient)}: ${reason}`)).toEqual([
      'alice@contoso.com: alice is a mailbox in DB01 and a member of team',
      'bob@contoso.com: bob is a mailbox in a database of MBX02 and a member of team',
    ]);
  });
});

it('from a server that is no source it leads to one that is', () => {
  const { routes, winner } = explained({ SendConnectors: [toSmartHosts('Out', '*')] }, 'a@fabrikam.example', {
    server: 'MBX02',
  });
  expect(winner?.reason).toMatch(/its nearest source is another server of this site/);
  expect(routes[0]).toMatchObject({
    outcome: 'routed',
    nextHop: { deliveryType: 'SmtpRelayToConnectorSourceServers', domain: 'Out' },
  });
});
