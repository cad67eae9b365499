import { changedObjects, type ObjectId } from '../rules/directory-change.js';
import { OrganizationError } from '../rules/problem.js';
import type { ServerIdentity } from '../objects/default-receive-connectors.js';
import {
  identityKey,
  objectKinds,
  type ObjectKind,
  type OrganizationObjects,
} from '../objects/organization-objects.js';
import { serverSchema } from '../objects/server.js';
import { loginKey } from '../values/login.js';
import { connectorsOf } from './connectors-of-text.js';
import { keptCredentials } from './kept-credentials.js';
import type { OrganizationText, ParsedText } from './organization-text.js';
import type { TextPasswords } from './text-passwords.js';
import { without, type Written } from './written.js';

export interface TextBasis extends ServerIdentity {
  /** What the text changes; nothing at the first start. */
  readonly current: OrganizationObjects;
  readonly passwords: TextPasswords;
}

/**
 * The whole organization that a text describes. Connectors and settings that it does not name have their defaults; of
 * everything else a section that the text does not have stays as it is. Objects keep their Guid by name. Throws
 * OrganizationError with file and line.
 */
export async function organizationFromText(text: ParsedText, basis: TextBasis): Promise<OrganizationObjects> {
  const { content } = text;
  const { current } = basis;
  const servers = serversOf(content, basis);
  const connectors = connectorsOf(content, { ...basis, servers: identitiesOf(servers, basis) });
  const withGuid = guids(basis);
  const Mailboxes = (content.Mailboxes ?? current.Mailboxes).map(withGuid('Mailboxes'));
  const input = {
    Servers: servers.map((server) => without(server, 'DefaultReceiveConnectors')).map(withGuid('Servers')),
    ReceiveConnectors: [...connectors.unnamed, ...connectors.named].map(withGuid('ReceiveConnectors')),
    AcceptedDomains: domainsOf(content, basis).map(withGuid('AcceptedDomains')),
    Mailboxes,
    DistributionGroups: (content.DistributionGroups ?? current.DistributionGroups).map(
      withGuid('DistributionGroups'),
    ),
    Credentials:
      content.Credentials === undefined
        ? keptCredentials(current, Mailboxes)
        : (await credentialsOf(content.Credentials, basis)).map(withGuid('Credentials')),
    TransportSettings: [content.TransportSettings ?? {}].map(withGuid('TransportSettings')),
  };
  try {
    return changedObjects(current, {
      put: input as unknown as OrganizationObjects,
      remove: everythingOf(current),
    });
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    const pathOf = pathInText(connectors.unnamed);
    throw text.fail(error.problems.map(({ path, reason }) => ({ path: pathOf(path), reason })));
  }
}

/** What the text does not bring along goes. */
function everythingOf(objects: OrganizationObjects): readonly ObjectId[] {
  return objectKinds.flatMap((kind) => objects[kind].map(({ Guid }) => ({ kind, Guid })));
}

type Path = readonly (string | number)[];

/** The text has one TransportSettings, the directory a list of one; connectors that it does not name have no place in it. */
function pathInText(unnamed: readonly Written[]): (path: Path) => Path {
  return (path) => {
    const [kind, index, ...rest] = path;
    if (kind === 'TransportSettings') return path.filter((key) => key !== 0);
    if (kind !== 'ReceiveConnectors' || typeof index !== 'number') return path;
    const name = unnamed[index]?.['Name'];
    return [kind, typeof name === 'string' ? name : index - unnamed.length, ...rest];
  };
}

/** Gives an object the Guid that it is written with, else the one that the object of its name has, else a new one. */
function guids({ current, newGuid }: TextBasis): (kind: ObjectKind) => (object: Written) => Written {
  return (kind) => {
    const known = new Map(current[kind].map((object) => [identityKey(kind, object), object.Guid]));
    return (object) => ({ Guid: known.get(identityKey(kind, object)) ?? newGuid(), ...object });
  };
}

type WrittenServer = Written & { readonly DefaultReceiveConnectors?: boolean };

function serversOf({ Servers }: OrganizationText, basis: TextBasis): readonly WrittenServer[] {
  if (Servers !== undefined) return Servers;
  if (basis.current.Servers.length > 0) return basis.current.Servers;
  return [{ Name: basis.server, Fqdn: basis.fqdn }];
}

/** A server that its own schema refuses is reported by that and gets no connectors. */
function identitiesOf(servers: readonly WrittenServer[], { newGuid }: TextBasis) {
  return servers.flatMap(({ DefaultReceiveConnectors: withDefaults = true, ...written }) => {
    const { data } = serverSchema.safeParse({ Guid: newGuid(), ...written });
    return data === undefined ? [] : [{ server: data.Name, fqdn: data.Fqdn, newGuid, withDefaults }];
  });
}

/** Without any accepted domain the organization is that of its server's domain; a lone one is the default. */
function domainsOf({ AcceptedDomains }: OrganizationText, { current, fqdn }: TextBasis): readonly Written[] {
  const own = fqdn.slice(fqdn.indexOf('.') + 1);
  const otherwise =
    current.AcceptedDomains.length > 0 ? current.AcceptedDomains : [{ Name: own, DomainName: own }];
  const domains: readonly Written[] = AcceptedDomains ?? otherwise;
  return domains.length === 1 ? domains.map((domain) => ({ Default: true, ...domain })) : domains;
}

function credentialsOf(
  written: NonNullable<OrganizationText['Credentials']>,
  { current, passwords }: TextBasis,
): Promise<readonly Written[]> {
  const known = new Map(current.Credentials.map((credential) => [loginKey(credential.Login), credential]));
  return Promise.all(
    written.map(async ({ PasswordVariable, ...account }) => ({
      ...(await passwords.hashOf({ ...account, PasswordVariable }, known.get(loginKey(account.Login)))),
      ...account,
    })),
  );
}
