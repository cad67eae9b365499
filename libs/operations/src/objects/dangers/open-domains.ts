import type { AcceptedDomain, ObjectDifference } from '@mailyard/directory';

/** Accepted domains that are nobody's own and are relayed: a connector takes mail for all that is below them from anybody. */
export function openDomains(differences: readonly ObjectDifference[]): readonly string[] {
  return differences.flatMap((difference) => {
    if (difference.kind !== 'AcceptedDomains' || difference.action === 'remove') return [];
    const open = openDomain(difference.object as AcceptedDomain);
    const before =
      difference.action === 'change' ? openDomain(difference.before as AcceptedDomain) : undefined;
    if (open === undefined || open === before) return [];
    return [
      `Anybody could send mail to all of ${open} through this server: an open relay. ` +
        'Such servers are on block lists within hours.',
    ];
  });
}

/** `com` and the like, and what countries have in its place: domains that strangers register below. */
const registries = /^(?:[^.]+|(?:com?|net?|org?|gov|edu|ac)\.[a-z]{2})$/;

function openDomain({ DomainName, DomainType, MatchSubDomains }: AcceptedDomain): string | undefined {
  const parent = DomainName.replace(/^\*\./, '');
  const hasDomainsBelow = parent !== DomainName || MatchSubDomains;
  const isOpen = DomainType !== 'Authoritative' && hasDomainsBelow && registries.test(parent);
  return isOpen ? `*.${parent}` : undefined;
}
