import type { Organization } from '@mailyard/directory';
import { encapsulatedAddress, type Path } from '@mailyard/smtp';

/**
 * An address of another mail system behind one of our domains. A connector takes it out of the organization, so it is relay,
 * and whether it exists nobody here knows. Whoever has such an address in the directory is a recipient like any other.
 */
export function isEncapsulated(path: Path, organization: Organization): boolean {
  return encapsulatedAddress(path) !== undefined && organization.recipient(path) === undefined;
}
