import { failure, type Finding, type Pair } from '../finding.js';

/** An Edge takes mail for the domains that it accepts itself, and gives it to an organization that has to accept them, too. */
export function acceptedDomains({ edge, inside }: Pair): readonly Finding[] {
  const names = ({ acceptedDomains: all }: Pair['edge']) =>
    all.map(({ domainName }) => domainName.toLowerCase());
  const missing = inside.acceptedDomains
    .filter(({ domainType }) => domainType !== 'ExternalRelay')
    .filter(({ domainName }) => !names(edge).includes(domainName.toLowerCase()))
    .map(({ domainName, domainType }) =>
      failure(
        edge,
        `${domainName} is no accepted domain: mail for it is refused with 550 5.7.54`,
        `New-AcceptedDomain -Name ${domainName} -DomainName ${domainName} -DomainType ${domainType}`,
      ),
    );
  const unknown = edge.acceptedDomains
    .filter(({ domainType, domainName }) => {
      if (domainType === 'ExternalRelay') return false;
      return !names(inside).includes(domainName.toLowerCase());
    })
    .map(({ domainName }) =>
      failure(
        edge,
        `${domainName} is accepted, and unknown to the organization: mail for it comes back and goes round until 554 5.4.6`,
        `Remove-AcceptedDomain ${domainName}, or New-AcceptedDomain in the organization`,
      ),
    );
  return [...missing, ...unknown];
}
