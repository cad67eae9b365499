import { recipientLists, type Organization } from '@mailyard/directory';
import { domainKey } from '@mailyard/smtp';

/**
 * Of these domains those in which somebody may have become a recipient of the organization: a recipient that was made or
 * changed has an address there, or the domain is accepted now and has the addresses of the system.
 */
export function newRecipientDomains(
  former: Organization,
  now: Organization,
  domains: readonly string[],
): ReadonlySet<string> {
  const recipients = recipientKinds.flatMap((kind) =>
    changed<HasAddresses>(former.objects[kind], now.objects[kind]),
  );
  const theirs = new Set(recipients.flatMap(({ EmailAddresses }) => EmailAddresses.map(domainOf)));
  const isNew = (domain: string): boolean =>
    now.acceptedDomain(domain) !== undefined && former.acceptedDomain(domain) === undefined;
  return new Set(domains.filter((domain) => theirs.has(domain) || isNew(domain)));
}

const recipientKinds = Object.keys(recipientLists) as readonly (keyof typeof recipientLists)[];

function domainOf(address: string): string {
  return domainKey(address.slice(address.lastIndexOf('@') + 1));
}

interface HasAddresses {
  readonly EmailAddresses: readonly string[];
}

/** Objects that were not there before; each revision shares with the former one those that stayed. */
function changed<T>(former: readonly T[], now: readonly T[]): readonly T[] {
  if (former === now) return [];
  const before = new Set(former);
  return now.filter((object) => !before.has(object));
}
