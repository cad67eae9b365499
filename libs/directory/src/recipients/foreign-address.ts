import { domainKey, encapsulatedAddress, type EncapsulatedAddress, type Path } from '@mailyard/smtp';

/**
 * The address of another mail system for which one of the default domain stands; in other domains it is one like any other, and
 * so it is to an Edge, which has no connectors to such systems.
 */
export function foreignAddress(
  path: Path,
  {
    defaultDomain,
    edge,
  }: { readonly defaultDomain: { readonly DomainName: string }; readonly edge?: object | undefined },
): EncapsulatedAddress | undefined {
  const foreign = edge === undefined ? encapsulatedAddress(path) : undefined;
  if (foreign === undefined || path.domain === '') return foreign;
  return domainKey(path.domain) === domainKey(defaultDomain.DomainName) ? foreign : undefined;
}
