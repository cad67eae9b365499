import {
  kinds,
  organizationSections,
  ownSubscription,
  passwordHashOf,
  replicatedKinds,
  replicatedSettings,
  secretPlace,
  type ObjectKind,
  type Organization,
  type SendConnector,
  type Server,
} from '@mailyard/directory';
import { loginKey } from '@mailyard/schema';
import type { SecretKeys } from '@mailyard/service';

import { OperationError } from '../operation.js';
import type { CloneConfiguration } from './clone-file.js';
import type { CloneSecrets } from './clone-secrets.js';

type Written = Readonly<Record<string, unknown>>;

interface OwnConfiguration {
  readonly configuration: CloneConfiguration;
  readonly secrets: CloneSecrets;
}

/** All that makes this Edge what it is, but certificates, and what its subscription brings: a clone has its own. */
export async function ownConfiguration(
  organization: Organization,
  server: Server,
  keys: SecretKeys,
): Promise<OwnConfiguration> {
  const isSubscribed = ownSubscription(organization) !== undefined;
  const connectors = isSubscribed ? [] : organization.objects.SendConnectors;
  const passwords = await passwordsOf(connectors, keys);
  const sections = Object.entries(organizationSections(organization.objects))
    .filter(([kind]) => kind === 'Complete' || isCloned(kind as ObjectKind, isSubscribed))
    .map(([kind, section]) => [kind, namingSecrets(kind, section, { passwords, isSubscribed })] as const);
  const hashes = organization.objects.Credentials.map(
    (credential) => [loginKey(credential.Login), passwordHashOf(credential)] as const,
  );
  return {
    configuration: {
      version: 1,
      server: { name: server.Name, fqdn: server.Fqdn },
      organization: Object.fromEntries(sections) as CloneConfiguration['organization'],
    },
    secrets: { passwords: Object.fromEntries(passwords.values()), hashes: Object.fromEntries(hashes) },
  };
}

function isCloned(kind: ObjectKind, isSubscribed: boolean): boolean {
  if (kinds[kind].organizationOnly === true || kind === 'RoleGroups') return false;
  return !isSubscribed || !replicatedKinds.some((replicated) => replicated === kind);
}

/** Where a secret of a Send connector belongs, and the variable that stands for it in the text. */
type Passwords = ReadonlyMap<string, readonly [variable: string, secret: string]>;

const sealed = [
  { parameter: 'AuthenticationCredential', variable: 'PasswordVariable', secret: 'SealedPassword' },
  { parameter: 'OAuth', variable: 'ClientSecretVariable', secret: 'SealedClientSecret' },
] as const;

async function passwordsOf(connectors: readonly SendConnector[], keys: SecretKeys): Promise<Passwords> {
  const found = connectors.flatMap((connector) =>
    sealed.flatMap(({ parameter, secret }) => {
      const text = connector[secret];
      return text === undefined ? [] : [{ connector, parameter, secret, text }];
    }),
  );
  const opened = found.map(async ({ connector: { Name, Guid }, parameter, secret, text }, index) => {
    const outcome = await keys.open(text, secretPlace(Guid, secret));
    if (outcome.kind === 'closed') {
      throw new OperationError(`the secret of "${Name}" cannot be opened: ${outcome.reason}`);
    }
    return [`${Name}/${parameter}`, [`SECRET_${index + 1}`, outcome.secret]] as const;
  });
  return new Map(await Promise.all(opened));
}

function namingSecrets(
  kind: string,
  section: unknown,
  { passwords, isSubscribed }: { readonly passwords: Passwords; readonly isSubscribed: boolean },
): unknown {
  if (kind === 'SendConnectors') {
    return (section as readonly Written[]).map((connector) => withVariables(connector, passwords));
  }
  if (kind !== 'TransportSettings' || !isSubscribed) return section;
  return Object.fromEntries(
    Object.entries(section as Written).filter(
      ([name]) => !replicatedSettings.some((replicated) => replicated === name),
    ),
  );
}

function withVariables(connector: Written, passwords: Passwords): Written {
  const named = sealed.flatMap(({ parameter, variable }) => {
    const [name] = passwords.get(`${String(connector['Name'])}/${parameter}`) ?? [];
    const value = connector[parameter] as Written | undefined;
    return name === undefined ? [] : [[parameter, { ...value, [variable]: name }] as const];
  });
  return { ...connector, ...Object.fromEntries(named) };
}
