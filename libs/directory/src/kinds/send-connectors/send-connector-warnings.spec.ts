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
])('%o: %o', (parameters, warnings) => {
  const told = sendConnectorWarnings([connector(parameters)], { TLSSendDomainSecureList: ['contoso.com'] });
  expect(told).toEqual(warnings.map((warning) => `To Internet: ${warning}`));
});
