import { principals } from '../access-control/principal.js';
import { sendConnectorSchema } from './send-connector.js';
import { sendConnectorWarnings } from './send-connector-warnings.js';

const connector = (parameters: object) =>
  sendConnectorSchema.parse({
    Guid: '00000000-0000-4000-8000-000000000001',
    Name: 'To Internet',
    AddressSpaces: 'fabrikam.com',
    SourceTransportServers: 'MBX01',
    ...parameters,
  });

const entries = (User: string, ExtendedRights = 'ms-Exch-Send-Headers-Organization') => ({
  AccessControl: [{ User, ExtendedRights }],
});

it.each([
  [{}, []],
  [
    { ConnectorType: 'XPremises', RequireOorg: true },
    ['ConnectorType has no effect', 'RequireOorg has no effect'],
  ],
  [
    { AuthenticationCredential: { UserName: 'relay' } },
    ['nobody signs in as relay: SmartHostAuthMechanism is None'],
  ],
  [
    { DomainSecureEnabled: true },
    ['mail for fabrikam.com goes without mutual TLS, since TLSSendDomainSecureList does not have the domain'],
  ],
  [{ DomainSecureEnabled: true, AddressSpaces: 'Contoso.com' }, []],
  [
    entries('nt authority\\anonymous logon', 'ms-Exch-SMTP-Send-Exch50, ms-Exch-SMTP-Send-XShadow'),
    ['ms-Exch-SMTP-Send-Exch50 has no effect', 'ms-Exch-SMTP-Send-XShadow has no effect'],
  ],
  [entries(principals.anonymous), []],
  [
    { SmartHostAuthMechanism: 'ExternalAuthoritative' },
    [
      'what goes there is neither authenticated nor encrypted here: the way has to be secured otherwise (IPsec, VPN)',
    ],
  ],
  [
    { SmartHostAuthMechanism: 'ExternalAuthoritative', AddressSpaces: '--' },
    [
      'what goes there is neither authenticated nor encrypted here: the way has to be secured otherwise (IPsec, VPN)',
      'mail from the Internet is Internal at the other side, as if a colleague had sent it',
    ],
  ],
])('%o: %o', (parameters, warnings) => {
  const told = sendConnectorWarnings([connector(parameters)], { TLSSendDomainSecureList: ['contoso.com'] });
  expect(told).toEqual(warnings.map((warning) => `To Internet: ${warning}`));
});

describe('an entry for somebody who is never at the other side', () => {
  const domainSecure = { DomainSecureEnabled: true, AddressSpaces: 'contoso.com' };
  const { anonymous, exchangeServers, externallySecured, partners } = principals;

  it.each<[string, object, readonly string[]]>([
    ['alice', {}, [anonymous]],
    [principals.authenticatedUsers, {}, [anonymous]],
    [principals.hubServers, { SmartHostAuthMechanism: 'ExchangeServer' }, [exchangeServers]],
    [exchangeServers, {}, [anonymous]],
    [principals.edgeServers, {}, [anonymous]],
    [principals.legacyInterop, {}, [anonymous]],
    [externallySecured, domainSecure, [anonymous, partners]],
    [anonymous, { SmartHostAuthMechanism: 'ExternalAuthoritative' }, [externallySecured]],
  ])('%s with %o', (user, parameters, possible) => {
    const secureList = { TLSSendDomainSecureList: ['contoso.com'] };
    const told = (User: string) =>
      sendConnectorWarnings([connector({ ...parameters, ...entries(User) })], secureList).filter((warning) =>
        warning.includes('AccessControl'),
      );
    expect(told(user)).toEqual([
      `To Internet: AccessControl for ${user} has no effect: the other side is ${possible.join(' or ')}`,
    ]);
    expect(possible.flatMap(told)).toEqual([]);
  });
});
