import type { OrganizationObjects } from '../kinds/index.js';
import type { Problem } from '@mailyard/schema';

/** Whatever is said once, when an object is made: the usage type of a Receive connector (New-ReceiveConnector has it, Set- has not). */
export function fixedParameterProblems(
  before: OrganizationObjects,
  after: OrganizationObjects,
): readonly Problem[] {
  const made = new Map(before.ReceiveConnectors.map((connector) => [connector.Guid, connector]));
  return after.ReceiveConnectors.flatMap(({ Guid, Usage }, index) => {
    const known = made.get(Guid);
    if (known === undefined || known.Usage === Usage) return [];
    const reason =
      `was ${known.Usage ?? 'not given'} when the connector was made and cannot be changed; ` +
      'AuthMechanism, PermissionGroups, Bindings and RemoteIPRanges can';
    return [{ path: ['ReceiveConnectors', index, 'Usage'], reason }];
  });
}
