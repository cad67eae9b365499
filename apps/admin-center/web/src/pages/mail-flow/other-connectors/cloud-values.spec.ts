import { outboundParameters, trustedParameters } from './cloud-values.js';

const outbound = {
  Name: 'To Fabrikam',
  ConnectorType: 'Partner',
  AddressSpaces: ['fabrikam.com'],
  route: 'mx',
  SmartHosts: ['left.over'],
  TlsAuthLevel: '',
  TlsDomain: '',
  MtaStsEnabled: true,
  DaneEnabled: false,
};

it.each([
  [{}, { Usage: 'Internet', DNSRoutingEnabled: true, MtaStsEnabled: true, DaneEnabled: false }],
  [
    { ConnectorType: 'OnPremises', route: 'smart' },
    { Usage: 'Internal', SmartHosts: ['left.over'] },
  ],
  [
    { TlsAuthLevel: 'DomainValidation', TlsDomain: 'fabrikam.com' },
    { RequireTLS: true, TlsAuthLevel: 'DomainValidation', TlsDomain: 'fabrikam.com' },
  ],
])('an Outbound connector with %o is a Send connector with %o', (values, expected) => {
  expect(outboundParameters({ ...outbound, ...values })).toMatchObject(expected);
});

it('by MX records no smart host is said, and TLS where it is offered says no level', () => {
  const said = outboundParameters(outbound);
  expect(Object.keys(said)).not.toEqual(expect.arrayContaining(['SmartHosts']));
  expect(Object.keys(said)).not.toEqual(expect.arrayContaining(['RequireTLS']));
});

it('whoever is trusted is so from the addresses that were said, and from no others', () => {
  expect(trustedParameters({ Name: 'Hub', RemoteIPRanges: ['10.1.1.2'] })).toMatchObject({
    RemoteIPRanges: ['10.1.1.2'],
    AuthMechanism: ['Tls', 'ExternalAuthoritative'],
    PermissionGroups: ['ExchangeServers'],
  });
});
