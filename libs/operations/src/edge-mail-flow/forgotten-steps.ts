import {
  changeFor,
  type ObjectDifference,
  type Organization,
  type OrganizationObjects,
  type ReceiveConnector,
  type SendConnector,
} from '@mailyard/directory';

/**
 * What the steps by which an Edge is connected without a subscription take for granted, and this side can see: told when a
 * connector is made or changed. Test-EdgeMailFlow compares both sides.
 */
export function forgottenSteps(
  differences: readonly ObjectDifference[],
  organization: Organization,
): readonly string[] {
  const put: Partial<OrganizationObjects> = changeFor(differences).put;
  const { ReceiveConnectors = [], SendConnectors = [] } = put;
  return [
    ...ReceiveConnectors.filter(({ Enabled }) => Enabled).flatMap((each) => receiving(each, organization)),
    ...SendConnectors.filter(({ Enabled }) => Enabled).flatMap((each) => sending(each, organization)),
  ];
}

function receiving(connector: ReceiveConnector, { edge, objects }: Organization): readonly string[] {
  if (edge === undefined || !isForServers(connector) || hasServerAccount(objects)) return [];
  return [
    `${connector.Name}: no account is in Exchange Servers, so that nobody can submit there (530 5.7.57): New-SmtpCredential relay@${edge.Fqdn} -MemberOf "Exchange Servers" -Password (Get-Credential)`,
  ];
}

/** Whoever signs in there is a server of the organization, or may do nothing. */
export function isForServers({ AuthMechanism, PermissionGroups }: ReceiveConnector): boolean {
  const offers = AuthMechanism.some((each) => each === 'BasicAuth' || each === 'BasicAuthRequireTLS');
  return (
    offers && PermissionGroups.includes('ExchangeServers') && !PermissionGroups.includes('ExchangeUsers')
  );
}

function sending(connector: SendConnector, { edge, objects }: Organization): readonly string[] {
  const spaces = connector.AddressSpaces.map(({ Address }) => Address);
  if (edge !== undefined) {
    if (!spaces.includes('--') || objects.AcceptedDomains.length > 0) return [];
    return [
      `${connector.Name}: ${edge.Name} accepts no domain, so that -- stands for none, and mail for the organization is refused (550 5.7.54): New-AcceptedDomain`,
    ];
  }
  if (!leadsToEdge(connector) || !spaces.includes('*') || hasServerAccount(objects)) return [];
  return [
    `${connector.Name}: if ${connector.SmartHosts.join(', ')} is an Edge server without subscription, it has to sign in here, too, and no account is in Exchange Servers: New-SmtpCredential LOGIN -MemberOf "Exchange Servers"`,
  ];
}

/** As step 2 and step 5 have it: to a smart host of the other side, by a password that goes through TLS alone. */
export function leadsToEdge({ Usage, SmartHosts, SmartHostAuthMechanism }: SendConnector): boolean {
  return Usage === 'Internal' && SmartHosts.length > 0 && SmartHostAuthMechanism === 'BasicAuthRequireTLS';
}

function hasServerAccount({ Credentials }: Organization['objects']): boolean {
  return Credentials.some(({ MemberOf }) => MemberOf.includes('Exchange Servers'));
}
