import type { ObjectKind, Organization, Written } from '@mailyard/directory';

/** Kinds whose objects get an address in the default domain. Contacts and mail users have theirs elsewhere. */
const addressed: readonly ObjectKind[] = ['Mailboxes', 'DistributionGroups', 'DynamicDistributionGroups'];

/** What is said of a new object, with the address that Exchange would give it: its alias, or its name without blanks. */
export function withAddress(kind: ObjectKind, said: Written, { defaultDomain }: Organization): Written {
  const { PrimarySmtpAddress: given, Alias, Name } = said;
  const name = Alias ?? Name;
  const isGiven = (given ?? undefined) !== undefined;
  if (isGiven || !addressed.includes(kind) || typeof name !== 'string') return said;
  // RFC 5321 §4.1.2: what is no atom would have to be quoted, which nobody types.
  const localPart = name
    .replaceAll(/[^\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/gu, '')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^\.|\.$/g, '');
  return { ...said, PrimarySmtpAddress: `${localPart}@${defaultDomain.DomainName}` };
}
