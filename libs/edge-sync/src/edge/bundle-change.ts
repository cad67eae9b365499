import type {
  DirectoryChange,
  DirectoryContent,
  EdgeSubscription,
  ObjectId,
  ObjectsToPut,
} from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';

import type { BundleHeader, Sections } from '../bundle/bundle.js';
import { configurationSection, topologySection } from '../bundle/section-content.js';

export interface ComingIntoForce {
  readonly header: BundleHeader;
  readonly sections: Sections;
  /** CA of an organization that has introduced itself, and the secrets as they are sealed from then on. */
  readonly introduced: { readonly authority: string; readonly sealed: string } | undefined;
}

/** A section that its own schema refuses: the organization is of another version. */
export class SectionError extends Error {
  override readonly name = 'SectionError';
}

/** What a bundle makes of the Edge's directory, all in one change. */
export function bundleChange(
  coming: ComingIntoForce,
  own: EdgeSubscription,
  content: DirectoryContent,
): DirectoryChange {
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
  // The kinds' schemas judge them.
  const change = { put: put as object as ObjectsToPut, source: own.Guid };
  return { ...change, remove: replicated === undefined ? [] : goneOf(replicated, content) };
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
  if (data === undefined) {
    throw new SectionError(`its section ${name} is of another version of Mailyard: update the Edge first`);
  }
  return data;
}
