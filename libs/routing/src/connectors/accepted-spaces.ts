import { acceptedDomainsSpace, type AcceptedDomain, type Organization } from '@mailyard/directory';

import type { AddressSpace, RoutedConnector } from './routed-connector.js';

/** An address space as routing compares it. */
export interface ServedSpace extends AddressSpace {
  /** `*.contoso.com` without contoso.com itself, as an accepted domain means it. */
  readonly onlyBelow?: true;
}

/**
 * What a connector serves. `--` of an Edge stands for each domain whose recipients are behind it; those of an ExternalRelay
 * domain are elsewhere, and would come back from there.
 */
export function servedSpaces(
  { AddressSpaces }: Pick<RoutedConnector, 'AddressSpaces'>,
  { acceptedDomains }: Pick<Organization, 'acceptedDomains'>,
): readonly ServedSpace[] {
  return AddressSpaces.flatMap((space) =>
    space.Type === 'SMTP' && space.Address === acceptedDomainsSpace
      ? acceptedDomains.flatMap((domain) => spacesOf(domain, space))
      : [space],
  );
}

function spacesOf(
  { DomainName, DomainType, MatchSubDomains }: AcceptedDomain,
  { Type, Cost }: AddressSpace,
): readonly ServedSpace[] {
  if (DomainType === 'ExternalRelay') return [];
  // With its own name *.contoso.com is an address space like any other.
  const Address = MatchSubDomains && !DomainName.startsWith('*.') ? `*.${DomainName}` : DomainName;
  return [{ Type, Address, Cost, ...(DomainName.startsWith('*.') ? { onlyBelow: true } : {}) }];
}
