import { isDeepStrictEqual } from 'node:util';

import type {
  DirectoryChange,
  DirectoryContent,
  EdgeSubscription,
  ObjectId,
  ObjectsToPut,
} from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';

import type { BundleHeader, Sections } from '../bundle/bundle.js';
import {
  configurationSection,
  SectionError,
  topologySection,
  type Figures,
} from '../bundle/section-content.js';

export interface ComingIntoForce {
  readonly header: BundleHeader;
  readonly sections: Sections;
  /** CA of an organization that has introduced itself, and the secrets as they are sealed from then on. */
  readonly introduced: { readonly authority: string; readonly sealed: string } | undefined;
}

/** What a bundle makes of the Edge's directory, all in one change, and how much of it is new. */
export function bundleChange(
  coming: ComingIntoForce,
  own: EdgeSubscription,
  content: DirectoryContent,
): { readonly change: DirectoryChange; readonly figures: Figures } {
  const configuration = contentOf('configuration', coming.sections, configurationSection);
  const topology = contentOf('topology', coming.sections, topologySection);
  const [transport] = content.objects.TransportSettings;
  const replicated = configuration && {
    AcceptedDomains: withOwnGuids(configuration.acceptedDomains, content.objects.AcceptedDomains),
    RemoteDomains: withOwnGuids(configuration.remoteDomains, content.objects.RemoteDomains),
    SendConnectors: withOwnGuids(configuration.sendConnectors, content.objects.SendConnectors),
  };
  const put = {
    ...replicated,
    ...(configuration && { TransportSettings: [{ ...transport, ...configuration.transport }] }),
    EdgeSubscriptions: [
      {
        ...subscriptionInForce(coming, own),
        ...(configuration && { Site: configuration.site }),
        ...(topology && { SiteServers: topology.servers }),
      },
    ],
  };
  const change = {
    // The kinds' schemas judge them.
    put: put as object as ObjectsToPut,
    source: own.Guid,
    remove: replicated === undefined ? [] : goneOf(replicated, content),
  };
  const servers = { now: own.SiteServers, next: topology?.servers ?? own.SiteServers };
  return { change, figures: figuresOf([...comparedOf(change, content), ...comparedServers(servers)]) };
}

/** An object before and after. */
type Compared = readonly [former: unknown, next: unknown];

function comparedOf(
  { put = {}, remove = [] }: DirectoryChange,
  { objects }: DirectoryContent,
): readonly Compared[] {
  const kinds = ['AcceptedDomains', 'RemoteDomains', 'SendConnectors', 'TransportSettings'] as const;
  const compared = kinds.flatMap((kind) => {
    const own: readonly Replicated[] = objects[kind];
    const former = new Map(own.map((object) => [object.Guid, object]));
    const next = (put[kind] ?? []) as readonly Replicated[];
    return next.map((object): Compared => [former.get(object.Guid), object]);
  });
  return [...compared, ...remove.map((id): Compared => [id, undefined])];
}

function comparedServers({
  now,
  next,
}: Readonly<Record<'now' | 'next', EdgeSubscription['SiteServers']>>): readonly Compared[] {
  const names = new Set([...now, ...next].map(({ Name }) => nameKey(Name)));
  const named = (list: EdgeSubscription['SiteServers'], name: string) =>
    list.find(({ Name }) => nameKey(Name) === name);
  return [...names].map((name) => [named(now, name), named(next, name)]);
}

function figuresOf(compared: readonly Compared[]): Figures {
  const count = (fits: (each: Compared) => boolean): number => compared.filter(fits).length;
  return {
    added: count(([former]) => former === undefined),
    deleted: count(([, next]) => next === undefined),
    updated: count(
      ([former, next]) =>
        former !== undefined && next !== undefined && !isDeepStrictEqual(asSent(former), asSent(next)),
    ),
  };
}

/** Without what is undefined, as it travels. */
function asSent(object: unknown): unknown {
  return JSON.parse(JSON.stringify(object));
}

function subscriptionInForce(
  { header, introduced }: ComingIntoForce,
  own: EdgeSubscription,
): EdgeSubscription {
  const { serial, issuedAt, validUntil, sections, organization } = header;
  const { IntroductionEnds: ends, ...rest } = own;
  return {
    ...rest,
    ...(introduced === undefined && ends !== undefined ? { IntroductionEnds: ends } : {}),
    ...(introduced && { Authority: introduced.authority, SealedPassword: introduced.sealed }),
    Organization: organization,
    InForce: { Serial: serial, IssuedAt: issuedAt, ValidUntil: validUntil, Sections: sections },
  };
}

interface Replicated {
  readonly Guid: string;
  readonly Name?: unknown;
}

/** What every server has by itself, such as the remote domain Default, stays the same object under its name. */
function withOwnGuids(
  incoming: readonly Replicated[],
  own: readonly (Replicated & { readonly Name: string })[],
): readonly Replicated[] {
  const guids = new Map(own.map(({ Name, Guid }) => [nameKey(Name), Guid]));
  return incoming.map((object) => {
    const Guid = typeof object.Name === 'string' ? guids.get(nameKey(object.Name)) : undefined;
    return Guid === undefined ? object : { ...object, Guid };
  });
}

/** What the organization does not have any more. */
function goneOf(
  replicated: Readonly<
    Record<'AcceptedDomains' | 'RemoteDomains' | 'SendConnectors', readonly { readonly Guid: string }[]>
  >,
  { objects }: DirectoryContent,
): readonly ObjectId[] {
  const kinds = ['AcceptedDomains', 'RemoteDomains', 'SendConnectors'] as const;
  return kinds.flatMap((kind) => {
    const kept = new Set(replicated[kind].map(({ Guid }) => Guid));
    return objects[kind].filter(({ Guid }) => !kept.has(Guid)).map(({ Guid }) => ({ kind, Guid }));
  });
}

interface Schema<T> {
  safeParse(value: unknown): { readonly data?: T | undefined };
}

function contentOf<T>(
  name: 'configuration' | 'topology',
  sections: Sections,
  schema: Schema<T>,
): T | undefined {
  const text = sections[name];
  if (text === undefined) return undefined;
  const { data } = schema.safeParse(JSON.parse(text));
  if (data === undefined) throw new SectionError(name);
  return data;
}
