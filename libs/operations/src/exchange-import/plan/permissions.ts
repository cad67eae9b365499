import {
  extendedRights,
  principalKey,
  sendConnectorRights,
  sendRights,
  type ReceiveConnector,
  type SendConnector,
} from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import type { ImportBasis } from '../kinds/draft.js';
import { principalHere } from '../mapping/principal-names.js';
import { connectorNameHere, serverHere } from '../mapping/server-names.js';
import { textOfValue } from '../values/exported-value.js';
import { listItems } from '../values/list-items.js';
import type { Candidate, ImportNote, Refused } from './candidate.js';
import type { PlacedObject } from './collected.js';

/** An entry of an access control list. */
export interface AccessEntry {
  readonly User: string;
  readonly Deny: boolean;
  readonly ExtendedRights: readonly string[];
}

/** What the permission groups of a Receive connector give without any entry. */
export type GivenEntries = (groups: readonly string[]) => readonly AccessEntry[];

interface Target {
  readonly kind: 'ReceiveConnectors' | 'SendConnectors';
  readonly candidate: Candidate | undefined;
  readonly here: ReceiveConnector | SendConnector | undefined;
}

/** Entries that Get-ADPermission told, at the connectors that they are of; those of permission groups come with the groups. */
export function withPermissions(
  parts: readonly PlacedObject[],
  candidates: readonly Candidate[],
  basis: ImportBasis & { readonly givenEntries: GivenEntries },
): { readonly candidates: readonly Candidate[]; readonly refused: readonly Refused[] } {
  const refused: Refused[] = [];
  const added: Candidate[] = [];
  for (const [identity, list] of byIdentity(parts)) {
    const place = { ...list[0]!.place, identity };
    const target = targetOf(identity, [...candidates, ...added], basis);
    if (target === undefined) {
      refused.push({
        place,
        reason: 'there is no such connector, here or in the export: permissions are those of connectors',
      });
      continue;
    }
    const notes: ImportNote[] = [];
    const AccessControl = merged(target, entriesIn(list, target, { basis, notes }), basis.givenEntries);
    if (target.candidate !== undefined) {
      target.candidate.written['AccessControl'] = AccessControl;
      target.candidate.notes.push(...notes);
    } else if (target.here !== undefined) {
      const { Name } = target.here;
      const server = 'Server' in target.here ? { Server: target.here.Server } : {};
      added.push({ place, kind: target.kind, written: { ...server, Name, AccessControl }, notes });
    }
  }
  return { candidates: [...candidates, ...added], refused };
}

function byIdentity(parts: readonly PlacedObject[]): ReadonlyMap<string, readonly PlacedObject[]> {
  const groups = new Map<string, PlacedObject[]>();
  for (const part of parts) {
    if (part.place.noun !== 'ADPermission') continue;
    const list = groups.get(part.place.identity) ?? [];
    groups.set(part.place.identity, [...list, part]);
  }
  return groups;
}

/** `EX01\Relay` is of the export, or is a connector here, by the name that it has after mapping; a Send connector has no server. */
function targetOf(
  identity: string,
  candidates: readonly Candidate[],
  basis: ImportBasis,
): Target | undefined {
  const { kind, Server, Name } = meantBy(identity, basis);
  const isMeant = (each: Named): boolean =>
    isSameName(String(each.Name), Name) && (Server === undefined || isSameName(String(each.Server), Server));
  const candidate = candidates.find(
    (each) => each.kind === kind && (isSameName(each.place.identity, identity) || isMeant(each.written)),
  );
  const { sendConnectors, objects } = basis.organization;
  const here = [...(kind === 'SendConnectors' ? sendConnectors : objects.ReceiveConnectors)].find(isMeant);
  return candidate || here ? { kind, candidate, here } : undefined;
}

/** The connector that an identity of an export becomes. */
function meantBy(identity: string, { organization, mapping }: ImportBasis) {
  const [theirs = '', name] = identity.split('\\');
  if (name === undefined) return { kind: 'SendConnectors', Server: undefined, Name: identity } as const;
  const Server = serverHere(theirs, organization, mapping);
  const Name = Server === undefined ? name : connectorNameHere(name, theirs, Server);
  // A server that is not here has no connectors.
  return { kind: 'ReceiveConnectors', Server: Server ?? theirs, Name } as const;
}

interface Named {
  readonly Name?: unknown;
  readonly Server?: unknown;
}

function entriesIn(
  list: readonly PlacedObject[],
  { kind }: Target,
  { basis, notes }: { readonly basis: ImportBasis; readonly notes: ImportNote[] },
): readonly AccessEntry[] {
  const known: readonly string[] = kind === 'ReceiveConnectors' ? extendedRights : sendConnectorRights;
  return list.flatMap(({ object: { properties } }) => {
    const said = (name: string) => textOfValue(properties.get(name));
    const isTrue = (name: string) => /^(?:true|\$true)$/i.test(said(name));
    // What is inherited is about the directory of Windows, and about rights over the object itself.
    if (isTrue('IsInherited') || isTrue('Inherited')) return [];
    const list = listItems(properties.get('ExtendedRights') ?? '', 'ExtendedRights');
    const User = principalHere(said('User'), basis.names, basis.mapping);
    if ('unusable' in list) {
      notes.push({ parameter: 'AccessControl', value: User, reason: `ExtendedRights: ${list.unusable}` });
      return [];
    }
    const ExtendedRights = list.items.flatMap((text) => {
      const right = known.find((each) => each.toLowerCase() === text.toLowerCase());
      if (right !== undefined) return [right];
      notes.push({ parameter: 'AccessControl', value: `${User}: ${text}`, reason: 'there is no such right' });
      return [];
    });
    return ExtendedRights.length === 0 ? [] : [{ User, Deny: isTrue('Deny'), ExtendedRights }];
  });
}

/** The entries here, and of the others what neither they nor the permission groups have already. */
function merged(
  target: Target,
  entries: readonly AccessEntry[],
  givenEntries: GivenEntries,
): readonly AccessEntry[] {
  const given = target.kind === 'ReceiveConnectors' ? givenEntries(groupsOf(target)) : [];
  const all: AccessEntry[] = [...(target.here?.AccessControl ?? [])];
  for (const entry of entries) {
    const { User, Deny } = entry;
    const isOf = (each: AccessEntry) => each.Deny === Deny && principalKey(each.User) === principalKey(User);
    const own = [...given, ...all].filter(isOf).flatMap((each) => each.ExtendedRights);
    const has = new Set<string>([...own, ...sentRights(target, entry)]);
    const missing = entry.ExtendedRights.filter((right) => !has.has(right));
    const at = all.findIndex(isOf);
    const former = all[at]?.ExtendedRights ?? [];
    if (missing.length > 0) {
      all.splice(at === -1 ? all.length : at, 1, { User, Deny, ExtendedRights: [...former, ...missing] });
    }
  }
  return all;
}

function groupsOf({ candidate, here }: Target): readonly string[] {
  const said = candidate?.written['PermissionGroups'];
  if (Array.isArray(said)) return said.map(String);
  return here !== undefined && 'PermissionGroups' in here ? here.PermissionGroups : [];
}

/** What setup gives at every Send connector. */
function sentRights({ kind }: Target, { User, Deny }: AccessEntry): Iterable<string> {
  return kind === 'SendConnectors' && !Deny ? sendRights({ AccessControl: [] }, User) : [];
}
