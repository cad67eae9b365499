import { randomUUID } from 'node:crypto';

import { defaultReceiveConnectors, remoteDomainSchema, type OrganizationObjects } from '@mailyard/directory';
import { encapsulate, formatPath, type EnvelopeRecipient, type Path } from '@mailyard/smtp';
import { cpuMs } from '@mailyard/testing';

import { categorize } from './categorize.js';
import { queueNameOf } from './next-hop.js';
import {
  connectedOrganization,
  deliveryAgent,
  foreign,
  send,
  toSmartHosts,
} from './spec-support/connected-organization.js';
import { message } from './spec-support/routable-messages.js';

const guid = '2f0c8d4e-0000-4000-8000-000000000001';
const megabyte = 1_048_576;

function path(address: string): Path {
  const [localPart = '', domain = ''] = address.split('@');
  return { localPart, domain };
}

const to = (address: string, more: Partial<EnvelopeRecipient> = {}): EnvelopeRecipient => ({
  path: path(address),
  ...more,
});

interface Asked {
  readonly size?: number;
  readonly server?: string;
  readonly portOffset?: number;
}

/** `queue: recipients` a line, then those who wait or fail and what is said of them. */
function routes(
  objects: Partial<OrganizationObjects>,
  recipients: readonly (string | EnvelopeRecipient)[],
  { size = 1, ...place }: Asked = {},
): readonly string[] {
  const list = recipients.map((recipient) => (typeof recipient === 'string' ? to(recipient) : recipient));
  const organization = connectedOrganization(objects);
  const sorted = categorize({ ...message, recipients: list, size }, organization, {
    server: 'MBX01',
    ...place,
  });
  return [
    ...sorted.deliveries.map(
      ({ nextHop, recipients: those }) =>
        `${queueNameOf(nextHop)}: ${those.map((each) => formatPath(each.path)).join(' ')}`,
    ),
    ...sorted.unreachable.map(
      ({ recipient, lastError }) => `${formatPath(recipient.path)} waits: ${lastError}`,
    ),
    ...sorted.failed.map(
      ({ recipient, reply }) => `${formatPath(recipient.path)} fails: ${reply.toString()}`,
    ),
  ];
}

const internet = send('To Internet', '*', { Guid: guid });
const provider = toSmartHosts('To provider', '*', {
  Guid: guid,
  SmartHosts: ['[172.17.17.7]', 'relay.tailspintoys.com'],
});
const noConnector = 'A matching connector cannot be found to route the external recipient';
const tooLarge = '552 5.3.4 ROUTING.SizeLimit; message size exceeds fixed maximum size for route';
const unknown = '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup';

describe('the next hop of a recipient outside', () => {
  it('is the domain, with DNS routing: a copy for each, whoever is in it (R191)', () => {
    const recipients = ['a@fabrikam.example', 'b@Fabrikam.Example', 'c@bücher.example', 'a@[192.0.2.1]'];
    expect(routes({ SendConnectors: [internet] }, recipients)).toEqual([
      `DnsConnectorDelivery.fabrikam.example@${guid}: a@fabrikam.example b@Fabrikam.Example`,
      `DnsConnectorDelivery.xn--bcher-kva.example@${guid}: c@bücher.example`,
      `DnsConnectorDelivery.[192.0.2.1]@${guid}: a@[192.0.2.1]`,
    ]);
  });

  it('is the list of smart hosts as it is written, one copy for all domains (R191, R263)', () => {
    expect(routes({ SendConnectors: [provider] }, ['a@fabrikam.example', 'b@adatum.example'])).toEqual([
      `SmartHostConnectorDelivery.[172.17.17.7],relay.tailspintoys.com@${guid}: a@fabrikam.example b@adatum.example`,
    ]);
  });

  it('is a source server, where this one is none: connectors are the organization’s (R190, R196)', () => {
    expect(routes({ SendConnectors: [internet] }, ['a@fabrikam.example'], { server: 'MBX02' })).toEqual([
      `SmtpRelayToConnectorSourceServers.To~20Internet@${guid}: a@fabrikam.example`,
    ]);
  });

  it('is the address space of a delivery agent or of a gateway (R156, R157, R159)', () => {
    const objects = {
      DeliveryAgentConnectors: [deliveryAgent('Text messages', 'MOBILE:*;1', { Guid: guid })],
      ForeignConnectors: [foreign('Fax', 'FAX:+49*;1', { Guid: guid })],
    };
    const [mobile, fax] = [
      encapsulate({ type: 'MOBILE', address: '+49 170' }, 'contoso.com'),
      encapsulate({ type: 'FAX', address: '+49 30' }, 'contoso.com'),
    ];
    expect(routes(objects, [{ path: mobile }, { path: fax }])).toEqual([
      `DeliveryAgent.MOBILE@${guid}: ${formatPath(mobile)}`,
      `NonSmtpGatewayDelivery.FAX~3a~2b49~2a@${guid}: ${formatPath(fax)}`,
    ]);
  });

  it('an address of another mail system travels encapsulated, also through a smart host', () => {
    const fax = encapsulate({ type: 'FAX', address: '+49 30' }, 'contoso.com');
    const gateway = toSmartHosts('Fax gateway', 'FAX:*;1', { Guid: guid });
    expect(routes({ SendConnectors: [internet, gateway] }, [{ path: fax }])).toEqual([
      `SmartHostConnectorDelivery.relay.provider.example@${guid}: ${formatPath(fax)}`,
    ]);
  });

  it('asks no more of a recipient than the sender said (RFC 3461 §5.2.1)', () => {
    const asked = to('a@fabrikam.example', { notify: ['SUCCESS'], orcpt: 'rfc822;first@example.com' });
    const organization = connectedOrganization({ SendConnectors: [internet] });
    const { deliveries } = categorize({ ...message, recipients: [asked] }, organization, { server: 'MBX01' });
    expect(deliveries[0]?.recipients).toEqual([asked]);
  });
});

describe('without a connector', () => {
  it('none is there by itself (R188): mail for others waits in Unreachable (R186), and inside it flows (R187)', () => {
    expect(routes({}, ['a@fabrikam.example', 'alice@contoso.com'])).toEqual([
      'SmtpDeliveryToMailbox.DB01: alice@contoso.com',
      `a@fabrikam.example waits: ${noConnector}`,
    ]);
  });

  it('mail of another address type fails', () => {
    const fax = encapsulate({ type: 'FAX', address: '+49 30' }, 'contoso.com');
    expect(routes({ SendConnectors: [internet] }, [{ path: fax }])).toEqual([
      `${formatPath(fax)} fails: 550 5.4.4 ROUTING.NoConnectorForAddressType; unable to route for address type`,
    ]);
  });

  it('that takes a message of that size it fails, and the alternate that the sender named gets it (ORAR)', () => {
    const [at, over] = [{ size: 35 * megabyte }, { size: 35 * megabyte + 1 }];
    expect(routes({ SendConnectors: [internet] }, ['a@fabrikam.example'], at)).toHaveLength(1);
    expect(routes({ SendConnectors: [internet] }, ['a@fabrikam.example'], over)).toEqual([
      `a@fabrikam.example fails: ${tooLarge}`,
    ]);
    const withAlternate = to('a@fabrikam.example', { orar: path('alice@contoso.com') });
    expect(routes({ SendConnectors: [internet] }, [withAlternate], over)).toEqual([
      'SmtpDeliveryToMailbox.DB01: alice@contoso.com',
    ]);
  });
});

describe('accepted domains', () => {
  it('authoritative: what is unknown fails, and never leaves', () => {
    expect(routes({ SendConnectors: [internet] }, ['x@contoso.com'])).toEqual([
      `x@contoso.com fails: ${unknown}`,
    ]);
  });

  it.each(['relay.example', 'outside.example'])(
    'relay: what is unknown in %s goes by its connector',
    (domain) => {
      const objects = { SendConnectors: [internet, toSmartHosts('Relay', domain, { Guid: guid })] };
      expect(routes(objects, [`x@${domain}`])).toEqual([
        `SmartHostConnectorDelivery.relay.provider.example@${guid}: x@${domain}`,
      ]);
      expect(routes({}, [`x@${domain}`])).toEqual([`x@${domain} waits: ${noConnector}`]);
    },
  );

  it('relay: a mailbox in it stays here', () => {
    expect(routes({ SendConnectors: [internet] }, ['dave@relay.example'])).toEqual([
      'SmtpDeliveryToMailbox.Elsewhere: dave@contoso.com',
    ]);
  });
});

describe('a mailbox whose database is at another server', () => {
  it.each([
    ['MBX01', 'SmtpDeliveryToMailbox.DB01: alice@contoso.com'],
    ['MBX02', 'SmtpRelayToMailboxDeliveryGroup.MBX01: alice@contoso.com'],
    ['MBX03', 'SmtpRelayToMailboxDeliveryGroup.MBX01: alice@contoso.com'],
  ])('from %s: %s', (server, expected) => {
    expect(routes({}, ['alice@contoso.com'], { server })).toEqual([expected]);
  });

  it('one copy for each server, not for each database; a database of no server is at every one', () => {
    expect(routes({}, ['team@contoso.com', 'carol@contoso.com', 'dave@contoso.com'])).toEqual([
      'SmtpRelayToMailboxDeliveryGroup.MBX03: carol@contoso.com',
      'SmtpDeliveryToMailbox.Elsewhere: dave@contoso.com',
      'SmtpDeliveryToMailbox.DB01: alice@contoso.com',
      'SmtpRelayToMailboxDeliveryGroup.MBX02: bob@contoso.com',
    ]);
  });
});

describe('smart hosts that are ourselves', () => {
  const identity = { server: 'MBX01', fqdn: 'mbx01.contoso.com', newGuid: randomUUID };
  const receiving = defaultReceiveConnectors(identity).map((connector) =>
    connector.Name === 'Default Frontend MBX01'
      ? { ...connector, Bindings: [...connector.Bindings, '10.0.0.1:25'] }
      : connector,
  );
  const at = (port: number, ...SmartHosts: readonly string[]) => ({
    SendConnectors: [toSmartHosts('Round', '*', { Guid: guid, SmartHosts, Port: port })],
    ReceiveConnectors: receiving,
  });

  it.each([
    [25, ['MBX01.contoso.com'], 0],
    [25, ['mbx02.contoso.com', 'MBX01.contoso.com'], 0],
    [25, ['[127.0.0.1]'], 0],
    [10_025, ['[127.0.0.1]'], 10_000],
    [25, ['[10.0.0.1]'], 0],
  ])('port %s of %j leads back: the message waits until that is mended', (port, hosts, portOffset) => {
    expect(routes(at(port, ...hosts), ['a@fabrikam.example'], { portOffset })).toEqual([
      'a@fabrikam.example waits: The smart hosts of connector Round are this organization itself: mail would come back',
    ]);
  });

  it.each([
    [10_024, ['[127.0.0.1]']],
    [25, ['relay.provider.example']],
    [25, ['MBX01.contoso.com', 'relay.provider.example']],
    [25, ['[192.0.2.1]']],
  ])('port %s of %j does not', (port, hosts) => {
    expect(routes(at(port, ...hosts), ['a@fabrikam.example'])[0]).toMatch(/^SmartHostConnectorDelivery\./);
  });
});

it('a thousand connectors and five thousand recipients cost milliseconds', async () => {
  const SendConnectors = Array.from({ length: 1_000 }, (_, index) =>
    toSmartHosts(`C${index}`, `d${index}.example *.d${index}.example;2`),
  );
  const organization = connectedOrganization({ SendConnectors });
  const recipients = Array.from({ length: 5_000 }, (_, index) => to(`u${index}@x.d${index % 1_000}.example`));
  const run = () => categorize({ ...message, recipients }, organization, { server: 'MBX01' });
  expect(run().deliveries).toHaveLength(1_000);
  const spent = await cpuMs(() => {
    run();
  });
  expect(spent).toBeLessThan(500);
});

describe('remote domains that want texts otherwise, behind one smart host', () => {
  const remote = (DomainName: string, more: object = {}) =>
    remoteDomainSchema.parse({
      Guid: randomUUID(),
      Name: DomainName.replace('*', 'all'),
      DomainName,
      ...more,
    });
  const recipients = ['a@fabrikam.example', 'b@adatum.example', 'c@fabrikam.example', 'd@woodgrove.example'];
  const queue = 'SmartHostConnectorDelivery.[172.17.17.7],relay.tailspintoys.com';
  const copies = (...RemoteDomains: readonly ReturnType<typeof remote>[]): readonly string[] =>
    routes({ SendConnectors: [provider], RemoteDomains }, recipients).map((line) =>
      line.replace(/@[^:]*: /, ': '),
    );

  it('have copies of their own', () => {
    expect(copies(remote('*'), remote('fabrikam.example', { LineWrapSize: 70 }))).toEqual([
      `${queue}: a@fabrikam.example c@fabrikam.example`,
      `${queue}: b@adatum.example d@woodgrove.example`,
    ]);
  });

  it('share one where they want the same', () => {
    const all = [`${queue}: ${recipients.join(' ')}`];
    expect(copies(remote('*'), remote('fabrikam.example', { NDREnabled: false }))).toEqual(all);
    expect(copies(remote('*', { LineWrapSize: 70 }))).toEqual(all);
    expect(copies()).toEqual(all);
  });
});
