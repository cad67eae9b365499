import type { EdgeSubscription, Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import { OperationError } from '../operation.js';

/** An Edge that is subscribed here, by its name, its FQDN or the Guid of the subscription. */
export function edgeNamed(identity: string, organization: Organization): EdgeSubscription {
  const found = organization.objects.EdgeSubscriptions.find(({ Name, Fqdn, Guid }) =>
    [Name, Fqdn, Guid].some((name) => isSameName(name, identity.trim())),
  );
  if (found === undefined) throw new OperationError(`there is no Edge subscription ${identity}`);
  return found;
}

/** Those to which this organization pushes: all, or the one that is named. */
export function edgesNamed(
  identity: string | undefined,
  organization: Organization,
): readonly EdgeSubscription[] {
  if (identity !== undefined) return [edgeNamed(identity, organization)];
  const edges = organization.objects.EdgeSubscriptions.filter(({ Peer }) => Peer === 'Edge');
  if (edges.length === 0) throw new OperationError('no Edge server is subscribed');
  return edges;
}
