import { hashPassword } from '../credentials/password-hash.js';
import { changedObjects } from '../rules/directory-change.js';
import { OrganizationError } from '../rules/problem.js';
import {
  defaultReceiveConnectors,
  mailboxDeliveryConnector,
  type ServerIdentity,
} from '../objects/default-receive-connectors.js';
import { usageDefaults, usageType, type UsageDefaults } from '../objects/connector/usage-type.js';
import { noObjects, type OrganizationObjects } from '../objects/organization-objects.js';
import { serverSchema } from '../objects/server.js';
import type { OrganizationText, ParsedText } from './organization-text.js';

type Written = Readonly<Record<string, unknown>>;

export interface TextDefaults extends ServerIdentity {
  /** Password of an environment variable that the text names. */
  readonly passwordOf: (variable: string) => string;
}

/** Completes a text with what it does not say, and checks the whole; throws OrganizationError with file and line. */
export async function organizationFromText(
  text: ParsedText,
  defaults: TextDefaults,
): Promise<OrganizationObjects> {
  const { content } = text;
  const { newGuid } = defaults;
  const withGuid = (object: Written): Written => ({ Guid: newGuid(), ...object });
  const input = {
    Servers: serversOf(content, defaults).map(withGuid),
    ReceiveConnectors: connectorsOf(content, defaults).map(withGuid),
    AcceptedDomains: domainsOf(content, defaults).map(withGuid),
    Mailboxes: (content.Mailboxes ?? []).map(withGuid),
    DistributionGroups: (content.DistributionGroups ?? []).map(withGuid),
    Credentials: (await credentialsOf(content, defaults)).map(withGuid),
    TransportSettings: [withGuid(content.TransportSettings ?? {})],
  };
  try {
    return changedObjects(noObjects, { put: input as unknown as OrganizationObjects });
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    throw text.fail(error.problems.map(({ path, reason }) => ({ path: pathInText(path), reason })));
  }
}

/** The text has one TransportSettings, the directory a list of one. */
function pathInText(path: readonly (string | number)[]): readonly (string | number)[] {
  return path[0] === 'TransportSettings' ? path.filter((key) => key !== 0) : path;
}

function serversOf({ Servers }: OrganizationText, { server, fqdn }: ServerIdentity): readonly Written[] {
  return Servers ?? [{ Name: server, Fqdn: fqdn }];
}

/** Connectors of the text come first, in its order, so that places in messages are those of the text. */
function connectorsOf(content: OrganizationText, identity: ServerIdentity): readonly Written[] {
  const own = serverIdentities(content, identity);
  const made: readonly Written[] = own.flatMap((each) => [
    ...defaultReceiveConnectors(each),
    mailboxDeliveryConnector(each),
  ]);
  const given = (content.ReceiveConnectors ?? []).map((connector): Written => ({
    Server: identity.server,
    ...connector,
  }));
  const isGiven = (connector: Written) => given.some((each) => sameName(each, connector));
  return [
    ...given.map((connector) => ({
      Fqdn: own.find(({ server }) => server === connector['Server'])?.fqdn,
      ...made.find((each) => sameName(each, connector)),
      ...defaultsOf(connector['Usage']),
      ...connector,
    })),
    ...made.filter((connector) => !isGiven(connector)),
  ];
}

/** A usage type that does not exist is reported by the connector's schema. */
function defaultsOf(usage: unknown): Partial<UsageDefaults> {
  const { data } = usageType.safeParse(usage);
  return data === undefined ? {} : usageDefaults(data);
}

/** A server that its own schema refuses is reported by that and gets no connectors. */
function serverIdentities(content: OrganizationText, identity: ServerIdentity): readonly ServerIdentity[] {
  return serversOf(content, identity).flatMap((written) => {
    const { data } = serverSchema.safeParse({ Guid: identity.newGuid(), ...written });
    return data === undefined ? [] : [{ ...identity, server: data.Name, fqdn: data.Fqdn }];
  });
}

function sameName(a: Written, b: Written): boolean {
  const key = ({ Server, Name }: Written) => `${String(Server)}\\${String(Name)}`.toLowerCase();
  return key(a) === key(b);
}

/** Without any accepted domain the organization is that of its server's domain; a lone one is the default. */
function domainsOf({ AcceptedDomains }: OrganizationText, { fqdn }: ServerIdentity): readonly Written[] {
  const own = fqdn.slice(fqdn.indexOf('.') + 1);
  const domains: readonly Written[] = AcceptedDomains ?? [{ Name: own, DomainName: own }];
  return domains.length === 1 ? domains.map((domain) => ({ Default: true, ...domain })) : domains;
}

function credentialsOf(
  { Credentials }: OrganizationText,
  { passwordOf }: TextDefaults,
): Promise<readonly Written[]> {
  return Promise.all(
    (Credentials ?? []).map(async ({ PasswordVariable, ...account }) => ({
      ...account,
      ...(await hashPassword(passwordOf(PasswordVariable))),
    })),
  );
}
