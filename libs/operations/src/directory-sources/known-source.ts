import type { DirectorySource, Organization } from '@mailyard/directory';

import { objectNamed } from '../objects/identity/object-identity.js';

/** The directory source of a name or Guid. */
export function sourceNamed(identity: string, organization: Organization): DirectorySource {
  return objectNamed('DirectorySources', identity, organization) as DirectorySource;
}

/** The one that is named, or all of them. */
export function sourcesNamed(
  identity: string | undefined,
  organization: Organization,
): readonly DirectorySource[] {
  return identity === undefined
    ? organization.objects.DirectorySources
    : [sourceNamed(identity, organization)];
}
