import { domainKey, encapsulatedAddress, type EncapsulatedAddress, type Path } from '@mailyard/smtp';

/** The address of another mail system for which one of the default domain stands; in other domains it is one like any other. */
export function foreignAddress(
  path: Path,
  { defaultDomain }: { readonly defaultDomain: { readonly DomainName: string } },
): EncapsulatedAddress | undefined {
  const foreign = encapsulatedAddress(path);
  if (foreign === undefined || path.domain === '') return foreign;
  return domainKey(path.domain) === domainKey(defaultDomain.DomainName) ? foreign : undefined;
}
