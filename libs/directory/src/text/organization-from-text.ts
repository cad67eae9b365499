import {
  changedObjects,
  keptObjects,
  type DirectoryChange,
  type ObjectId,
  type ObjectsToPut,
} from '../rules/directory-change.js';
import { OrganizationError } from '@mailyard/schema';
import type { ServerIdentity } from '../kinds/receive-connectors/default-receive-connectors.js';
import { objectKinds, type OrganizationObjects } from '../kinds/index.js';
import { connectorEntries } from './connectors-of-text.js';
import { credentialEntries } from './credentials-of-text.js';
import { domainEntries } from './domains-of-text.js';
import { followingCredentials } from './following-credentials.js';
import type { OrganizationText, ParsedText } from './organization-text.js';
import { placedProblem, type Entries, type TextMerge } from './placed-problem.js';
import { implied, mergeSection, namedTwice, type Entry } from './section-merge.js';
import type { TextPasswords } from './text-passwords.js';
import { unmentionedObjects } from './unmentioned-objects.js';
import { without } from './written.js';

export interface TextBasis extends ServerIdentity {
  /** What the text changes; nothing at the first start. */
  readonly current: OrganizationObjects;
  readonly passwords: TextPasswords;
  /** Takes away what the text's sections do not name. */
  readonly prune?: boolean;
}

export interface TextOutcome {
  readonly objects: OrganizationObjects;
  /** What the text's sections do not name, whether it goes or stays. */
  readonly unmentioned: readonly ObjectId[];
}

/**
 * The whole organization that a text makes of the current one: sections, objects and parameters that it does not have
 * stay as they are. Throws OrganizationError with file, line and column.
 */
export async function organizationFromText(text: ParsedText, basis: TextBasis): Promise<TextOutcome> {
  const { content } = text;
  const { current, prune = false } = basis;
  const servers = serverEntries(content, basis);
  const sections = {
    Servers: servers,
    ReceiveConnectors: connectorEntries(content, servers, basis),
    AcceptedDomains: domainEntries(content.AcceptedDomains, basis),
    Mailboxes: mergeSection('Mailboxes', content.Mailboxes ?? [], basis),
    DistributionGroups: mergeSection('DistributionGroups', content.DistributionGroups ?? [], basis),
    TransportSettings: settingsEntries(content, basis),
  };
  const unmentioned = (Credentials: readonly Entry[]) =>
    unmentionedObjects(content, { ...sections, Credentials }, current);
  const mailboxesAfter = [
    ...keptObjects(
      'Mailboxes',
      current,
      changeOf({ ...sections, Credentials: [] }, prune ? unmentioned([]) : []),
    ),
    ...sections.Mailboxes.map(({ object }) => object),
  ];
  const following = followingCredentials(current, mailboxesAfter);
  const entries: Entries = {
    ...sections,
    Credentials: await credentialEntries(content.Credentials, following, basis),
  };
  const twice = objectKinds.flatMap((kind) => namedTwice(kind, entries[kind]));
  if (twice.length > 0) throw text.fail(twice);
  const left = unmentioned(entries.Credentials);
  const kept = new Set(following.map(({ Guid }) => Guid));
  const withoutMailbox = current.Credentials.filter(({ Guid }) => !kept.has(Guid));
  const gone = withoutMailbox.map(({ Guid }): ObjectId => ({ kind: 'Credentials', Guid }));
  const change = changeOf(entries, [...gone, ...(prune ? left : [])]);
  return { objects: outcomeOf(text, { current, entries, change }), unmentioned: left };
}

function changeOf(entries: Entries, remove: readonly ObjectId[]): DirectoryChange {
  const put = objectKinds.map((kind) => [kind, entries[kind].map(({ object }) => object)] as const);
  const named = new Set(put.flatMap(([, list]) => list.map(({ Guid }) => Guid)));
  return {
    put: Object.fromEntries(put) as ObjectsToPut,
    remove: remove.filter(({ Guid }) => !named.has(Guid)),
  };
}

function outcomeOf(text: ParsedText, merge: TextMerge): OrganizationObjects {
  try {
    return changedObjects(merge.current, merge.change);
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    throw text.fail(error.problems.map((problem) => placedProblem(problem, merge)));
  }
}

function serverEntries({ Servers }: OrganizationText, basis: TextBasis): readonly Entry[] {
  const { current, server, fqdn, newGuid } = basis;
  if (Servers === undefined && current.Servers.length === 0) {
    return [implied({ Guid: newGuid(), Name: server, Fqdn: fqdn })];
  }
  const written = (Servers ?? []).map((each) => without(each, 'DefaultReceiveConnectors'));
  return mergeSection('Servers', written, basis);
}

function settingsEntries({ TransportSettings }: OrganizationText, basis: TextBasis): readonly Entry[] {
  if (TransportSettings !== undefined) return mergeSection('TransportSettings', [TransportSettings], basis);
  return basis.current.TransportSettings.length > 0 ? [] : [implied({ Guid: basis.newGuid() })];
}
