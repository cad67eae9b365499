import {
  changedParameters,
  ownSubscription,
  replicatedKinds,
  replicatedSettings,
  type DirectoryObject,
  type EdgeSubscription,
  type ObjectDifference,
  type Organization,
  type SendConnector,
} from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';

export interface BesidesSubscriptions {
  readonly differences: readonly ObjectDifference[];
  /** Whose subscriptions, or what they have brought, were left out. */
  readonly leftOut: readonly string[];
}

/**
 * A way back without the subscriptions of Edge servers and what comes and goes with them. The other side does not go back: one
 * that was ended would be believed on this side alone, by secrets and serial numbers that nobody has any more.
 */
export function besidesSubscriptions(
  back: readonly ObjectDifference[],
  organization: Organization,
): BesidesSubscriptions {
  const subscriptions = back.flatMap(subscriptionOf);
  const own = ownSubscription(organization) ?? subscriptions.find(({ Peer }) => Peer === 'Organization');
  const edges = new Set(
    back
      .filter(({ action }) => action !== 'change')
      .flatMap(subscriptionOf)
      .map(nameOf),
  );
  const differences = back
    .filter((difference) => subscriptionOf(difference).length === 0)
    .flatMap((difference) =>
      own === undefined ? besidesConnectors(difference, edges) : besidesReplicated(difference),
    );
  const isWhole = differences.every((difference, at) => difference === back[at]);
  const concerned = own === undefined ? subscriptions : [own];
  return {
    differences,
    leftOut: isWhole && differences.length === back.length ? [] : concerned.map(({ Name }) => Name),
  };
}

const nameOf = ({ Name }: EdgeSubscription): string => nameKey(Name);

function subscriptionOf({ kind, object }: ObjectDifference): readonly EdgeSubscription[] {
  return kind === 'EdgeSubscriptions' ? [object as EdgeSubscription] : [];
}

/** The organization's connectors come and go with the Edge servers that send by them. */
function besidesConnectors(
  difference: ObjectDifference,
  edges: ReadonlySet<string>,
): readonly ObjectDifference[] {
  if (difference.kind !== 'SendConnectors') return [difference];
  const versions =
    difference.action === 'change' ? [difference.before, difference.object] : [difference.object];
  const sources = versions.flatMap((version) => (version as SendConnector).SourceTransportServers);
  const isOfEdges = sources.some((name) => edges.has(nameKey(name)));
  return isOfEdges ? keeping(difference, ['SourceTransportServers']) : [difference];
}

/** What an Edge has from its organization. */
function besidesReplicated(difference: ObjectDifference): readonly ObjectDifference[] {
  const { kind } = difference;
  if (kind === 'TransportSettings') return keeping(difference, replicatedSettings);
  return replicatedKinds.some((each) => each === kind) ? [] : [difference];
}

/** Only what changes other parameters than these is left. */
function keeping(difference: ObjectDifference, names: readonly string[]): readonly ObjectDifference[] {
  if (difference.action !== 'change') return [];
  const { before } = difference;
  const kept = Object.entries(before).filter(([name]) => names.includes(name));
  const object = { ...difference.object, ...Object.fromEntries(kept) } as DirectoryObject;
  const changed = changedParameters(before, object);
  if (changed.length === 0) return [];
  const isSame = changed.length === changedParameters(before, difference.object).length;
  return [isSame ? difference : { ...difference, object }];
}
