import { isInDomain, type Organization } from '@mailyard/directory';

/** Whether a domain is one of the organization, or of those that an export brings along. */
export function acceptedBy(
  { objects: { AcceptedDomains } }: Organization,
  brought: readonly string[],
): (domain: string) => boolean {
  const here = AcceptedDomains.flatMap(({ DomainName, MatchSubDomains }) =>
    MatchSubDomains ? [DomainName, `*.${DomainName}`] : [DomainName],
  );
  const names = [...here, ...brought];
  const known = new Map<string, boolean>();
  return (domain) => {
    const found = known.get(domain) ?? names.some((name) => isInDomain(domain, name));
    known.set(domain, found);
    return found;
  };
}
