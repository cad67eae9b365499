import { defaultReceiveConnectors, mailboxDeliveryConnector } from './default-receive-connectors.js';

const identity = { server: 'MBX01', fqdn: 'mbx01.contoso.com', newGuid: () => crypto.randomUUID() };
const connectors = defaultReceiveConnectors(identity);

function named(name: string) {
  const connector = connectors.find(({ Name }) => Name === `${name} MBX01`);
  if (connector === undefined) throw new Error(`no ${name} MBX01`);
  return connector;
}

describe('the default Receive connectors of a Mailbox server', () => {
  const exchange = 'Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer';
  it.each([
    ['Default', 'HubTransport', 2525, exchange, 'ExchangeUsers, ExchangeServers, ExchangeLegacyServers'],
    ['Client Proxy', 'HubTransport', 465, exchange, 'ExchangeUsers, ExchangeServers'],
    [
      'Default Frontend',
      'FrontendTransport',
      25,
      exchange,
      'AnonymousUsers, ExchangeServers, ExchangeLegacyServers',
    ],
    ['Outbound Proxy Frontend', 'FrontendTransport', 717, exchange, 'ExchangeServers'],
    ['Client Frontend', 'FrontendTransport', 587, exchange.replace(', ExchangeServer', ''), 'ExchangeUsers'],
  ])('%s: %s on %i', (name, role, port, mechanisms, groups) => {
    const connector = named(name);
    expect(connector.TransportRole).toBe(role);
    expect(connector.Bindings).toEqual([`[::]:${port}`, `0.0.0.0:${port}`]);
    expect(connector.AuthMechanism.join(', ')).toBe(mechanisms);
    expect(connector.PermissionGroups.join(', ')).toBe(groups);
    expect(connector.RemoteIPRanges).toEqual([
      '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      '0.0.0.0-255.255.255.255',
    ]);
  });

  it('are five, each with its own Guid', () => {
    expect(connectors).toHaveLength(5);
    expect(new Set(connectors.map(({ Guid }) => Guid)).size).toBe(5);
  });

  it('have Domain Secure and GSSAPI as on a live server', () => {
    const withFlag = (flag: 'DomainSecureEnabled' | 'EnableAuthGSSAPI') =>
      connectors.filter((connector) => connector[flag]).map(({ Name }) => Name);
    expect(withFlag('DomainSecureEnabled')).toEqual([
      'Default Frontend MBX01',
      'Outbound Proxy Frontend MBX01',
    ]);
    expect(withFlag('EnableAuthGSSAPI')).toEqual(['Client Proxy MBX01', 'Client Frontend MBX01']);
  });

  it('have the limits of a live server', () => {
    const limits = connectors.map((connector) => [
      connector.MaxMessageSize,
      connector.MaxHeaderSize,
      connector.MaxHopCount,
      connector.MaxLocalHopCount,
      connector.MaxProtocolErrors,
      connector.MaxLogonFailures,
      connector.MaxInboundConnection,
      connector.ConnectionTimeout,
      connector.ConnectionInactivityTimeout,
      connector.AuthTarpitInterval,
    ]);
    expect(new Set(limits.map(String))).toEqual(
      new Set(['37748736,262144,60,5,5,3,5000,600000,300000,5000']),
    );
  });

  it('have the switches of a live server', () => {
    const on =
      'Pipelining DeliveryStatusNotification EnhancedStatusCodes EightBitMime BinaryMime Chunking SmtpUtf8';
    const off = [
      'SuppressXAnonymousTls',
      'LongAddressesEnabled',
      'OrarEnabled',
      'RequireEHLODomain',
      'RequireAngleBrackets',
      'RequireTLS',
      'BareLinefeedRejectionEnabled',
      'RejectReservedTopLevelRecipientDomains',
      'RejectReservedSecondLevelRecipientDomains',
      'RejectSingleLabelRecipientDomains',
      'AdvertiseClientSettings',
      'LiveCredentialEnabled',
      'ProxyEnabled',
      'AcceptConsumerMail',
    ];
    const expected = {
      ...Object.fromEntries(on.split(' ').map((name) => [`${name}Enabled`, true])),
      ...Object.fromEntries(off.map((name) => [name, false])),
      Enabled: true,
      MaxAcknowledgementDelay: 30_000,
    };
    for (const connector of connectors) {
      expect(connector).toMatchObject(expected);
      for (const blank of ['Banner', 'Comment', 'DefaultDomain', 'ServiceDiscoveryFqdn', 'Usage'] as const) {
        expect(connector[blank]).toBeUndefined();
      }
    }
  });

  it.each([
    ['Default', 'Unlimited', 100, 'Unlimited', 'IPAddress'],
    ['Client Proxy', 20, 2, 5, 'User'],
    ['Default Frontend', 20, 2, 'Unlimited', 'IPAddress'],
    ['Outbound Proxy Frontend', 20, 2, 'Unlimited', 'IPAddress'],
    ['Client Frontend', 20, 2, 5, 'User'],
  ])('%s: %s sessions a source, %i %% of the free ones, %s messages a minute by %s', (name, ...limits) => {
    const connector = named(name);
    expect([
      connector.MaxInboundConnectionPerSource,
      connector.MaxInboundConnectionPercentagePerSource,
      connector.MessageRateLimit,
      connector.MessageRateSource,
    ]).toEqual(limits);
  });

  it('differ in recipients, SIZE, tarpit and protocol log as published', () => {
    const differing = connectors.map((connector) => [
      connector.MaxRecipientsPerMessage,
      connector.SizeEnabled,
      connector.TarpitInterval,
      connector.ProtocolLoggingLevel,
    ]);
    expect(differing).toEqual([
      [5000, 'EnabledWithoutValue', 5000, 'None'],
      [200, 'Enabled', 5000, 'None'],
      [200, 'Enabled', 5000, 'Verbose'],
      [200, 'Enabled', 0, 'None'],
      [200, 'Enabled', 5000, 'None'],
    ]);
  });
});

it('the implicit connector of Mailbox Delivery takes servers of the organization only, on 475', () => {
  expect(mailboxDeliveryConnector(identity)).toMatchObject({
    TransportRole: 'MailboxTransportDelivery',
    Bindings: ['[::]:475', '0.0.0.0:475'],
    AuthMechanism: ['ExchangeServer'],
    PermissionGroups: ['ExchangeServers'],
  });
});
