import { isDeepStrictEqual } from 'node:util';

import type { ObjectKind } from '../kinds/index.js';
import { ownSubscription } from '../kinds/edge-subscriptions/edge-subscription.js';
import type { ObjectProblem } from '../kinds/kind.js';
import { sourceOf } from '../kinds/recipients/recipient.js';
import type { TransportSettings } from '../kinds/transport-settings/transport-settings.js';
import { recipientNames } from '../kinds/recipients/recipient-indexes.js';
import type { IndexedObjects } from '../snapshot/indexed-objects.js';
import type { KindedObject, ObjectLookup } from '../snapshot/object-lookup.js';

/** In whose name a change is made. */
export interface Authorship {
  /** Guid of the directory source, or of the Edge subscription; undefined: somebody here. */
  readonly source: string | undefined;
  /** The organization before the change. */
  readonly current: IndexedObjects;
}

/** What comes from a directory source is changed in its name alone, whoever else holds which right. */
export function* sourceProblems(
  { kind, object }: KindedObject,
  { source, current }: Authorship,
): Iterable<ObjectProblem> {
  const known = current.get(kind, object.Guid);
  const owners = new Set([object, known].flatMap((each) => (each && sourceOf(each)) ?? []));
  for (const owner of owners) {
    if (owner === source) continue;
    const name = current.get('DirectorySources', owner)?.Name ?? owner;
    yield {
      path: [],
      reason: `comes from the directory source ${name} and is read-only here`,
      cure: 'Change it there; the next synchronization brings the change.',
    };
  }
}

/** What a subscribed Edge has from its organization alone. */
export const replicatedKinds = [
  'AcceptedDomains',
  'RemoteDomains',
  'SendConnectors',
] as const satisfies readonly ObjectKind[];

/** What of TransportSettings it has from there, too. */
export const replicatedSettings = [
  'TLSReceiveDomainSecureList',
  'TLSSendDomainSecureList',
  'AllowPlusAddressInRecipients',
] as const satisfies readonly (keyof TransportSettings)[];

/** While an Edge is subscribed, New-, Set- and Remove- of these are the organization's. */
export function* replicatedProblems(
  kinded: KindedObject,
  { source, current }: Authorship,
): Iterable<ObjectProblem> {
  const paths = replicatedPaths(kinded, current);
  if (paths.length === 0) return;
  const own = ownSubscription({ objects: current.lists });
  if (own === undefined || own.Guid === source) return;
  for (const path of paths) yield { path, ...replicatedProblem };
}

const replicatedProblem = {
  reason: 'comes from the organization that this Edge server is subscribed to',
  cure: 'Change it there; EdgeSync brings the change.',
};

function replicatedPaths(
  { kind, object }: KindedObject,
  current: IndexedObjects,
): readonly ObjectProblem['path'][] {
  if (replicatedKinds.some((replicated) => replicated === kind)) return [[]];
  if (kind !== 'TransportSettings') return [];
  const known: Partial<TransportSettings> = current.get(kind, object.Guid) ?? {};
  const next: Partial<TransportSettings> = object;
  return replicatedSettings
    .filter((name) => !isDeepStrictEqual(known[name], next[name]))
    .map((name) => [name]);
}

/** A source goes when nothing that came from it is left. */
export function* abandonedProblems(
  { kind, object }: KindedObject,
  after: ObjectLookup,
): Iterable<ObjectProblem> {
  if (kind !== 'DirectorySources' || after.get(kind, object.Guid) !== undefined) return;
  let left = 0;
  for (const each of after.all(recipientNames)) if (sourceOf(each) === object.Guid) left += 1;
  if (left === 0) return;
  yield {
    path: [],
    reason: `has brought ${left} recipients, which would be left behind`,
    cure: 'Remove-DirectorySource says what becomes of them.',
  };
}
