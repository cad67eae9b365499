import { randomUUID } from 'node:crypto';

import { isSameName } from '@mailyard/schema';
import { SettingsError, silentLog, type Log, type SecretKeys, type Settings } from '@mailyard/service';

import { TextPasswords, type MadePassword } from '../../kinds/credentials/text-passwords.js';
import { identityKey, kinds, noObjects, objectKinds, type OrganizationObjects } from '../../kinds/index.js';
import { setupReceiveConnectors } from '../../kinds/receive-connectors/default-receive-connectors.js';
import { sealedKinds } from '../../kinds/send-connectors/parameters/credential-parameters.js';
import { namesSecrets } from '../../kinds/send-connectors/sealed-entry.js';
import { serverSchema } from '../../kinds/servers/server.js';
import type { Directory } from '../../redis/directory.js';
import type { DirectoryChange, ObjectsToPut } from '../../rules/directory-change.js';
import { readOrganizationFile } from '../read/file-organization.js';
import { organizationFromText } from '../read/organization-from-text.js';
import { parseOrganizationText } from '../read/organization-text.js';

export interface FirstStartOptions {
  readonly settings: Pick<Settings, 'server' | 'fqdn' | 'serverRole' | 'organizationFile'>;
  /** Passwords by variable, usually `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What secrets of connectors are sealed with; a process without it leaves a file with such secrets to another one. */
  readonly keys?: SecretKeys | undefined;
  readonly log?: Log;
}

/**
 * Applies the organization's file to an empty directory, whole or not at all, and makes this server known to a directory
 * that does not have it. Of several processes that start together one wins and the others find its work. Returns the
 * passwords that this process made; throws OrganizationError when the file is broken.
 */
export async function prepareDirectory(
  directory: Directory,
  { settings, environment, keys, log = silentLog }: FirstStartOptions,
): Promise<readonly MadePassword[]> {
  const made = directory.isEmpty ? await applyFile(directory, { settings, environment, keys, log }) : [];
  if (made.length === 0) {
    log.debug(`the directory has its organization; ${settings.organizationFile ?? 'no file'} is not applied`);
  }
  await addServer(directory, settings, log);
  await addBuiltIn(directory, log);
  return made;
}

async function applyFile(
  directory: Directory,
  { settings, environment, keys, log }: Required<FirstStartOptions>,
): Promise<readonly MadePassword[]> {
  const { organizationFile = 'setup' } = settings;
  const text =
    settings.organizationFile === undefined
      ? parseOrganizationText('', organizationFile)
      : await readOrganizationFile(organizationFile);
  if (keys === undefined && sealedKinds.some((kind) => namesSecrets(text.content[kind]))) {
    log.info(`${organizationFile} has secrets, which a hub seals: waiting for it`);
    await directoryFilled(directory);
    return [];
  }
  const passwords = new TextPasswords(environment);
  const basis = { ...settings, current: noObjects, passwords, keys };
  const { objects } = await organizationFromText(text, basis);
  let applied = false;
  await directory.update(({ revision }) => {
    applied = revision === 0;
    return applied ? { put: objects } : undefined;
  });
  if (!applied) return [];
  log.info(`${organizationFile} was applied to the empty directory`);
  return passwords.made;
}

function directoryFilled(directory: Directory): Promise<void> {
  return new Promise((resolve) => {
    const unfollow = directory.onChange(() => {
      unfollow();
      resolve();
    });
    if (directory.isEmpty) return;
    unfollow();
    resolve();
  });
}

/** What every organization has and one that an older version made has not. */
async function addBuiltIn(directory: Directory, log: Log): Promise<void> {
  if (missingObjects(directory.organization.objects) === undefined) return;
  await directory.update(({ objects }) => missingObjects(objects));
  log.info('the objects that every organization has were completed');
}

function missingObjects(objects: OrganizationObjects): DirectoryChange | undefined {
  const put = objectKinds.flatMap((kind) => {
    const there = new Set(objects[kind].map((object) => identityKey(kind, object)));
    const missing = (kinds[kind].builtIn ?? []).filter((object) => !there.has(identityKey(kind, object)));
    return missing.length === 0 ? [] : [[kind, missing.map((object) => ({ Guid: randomUUID(), ...object }))]];
  });
  return put.length === 0 ? undefined : { put: Object.fromEntries(put) as ObjectsToPut };
}

/** As setup does on a new machine of an organization: the server and its default connectors. */
async function addServer(
  directory: Directory,
  { server, fqdn, serverRole: role }: FirstStartOptions['settings'],
  log: Log,
): Promise<void> {
  const known = directory.organization.server(server);
  if (known !== undefined) {
    // Its queues bear its name: under another spelling what waits in them would not be found.
    if (known.Name !== server) {
      throw new SettingsError(`MAILYARD_SERVER: the directory writes ${server} as ${known.Name}`);
    }
    if (known.ServerRole !== role) {
      throw new SettingsError(
        `MAILYARD_SERVER_ROLE: setup made ${server} a server of the role ${known.ServerRole}, not ${role}`,
      );
    }
    if (known.Fqdn !== fqdn) {
      log.warn(`MAILYARD_FQDN is ${fqdn}, but the directory calls ${server} ${known.Fqdn}, which holds`);
    }
    return;
  }
  const identity = { server, fqdn, role, newGuid: randomUUID };
  await directory.update(({ objects }) =>
    objects.Servers.some(({ Name }) => isSameName(Name, server))
      ? undefined
      : {
          put: {
            Servers: [serverSchema.parse({ Guid: randomUUID(), Name: server, Fqdn: fqdn, ServerRole: role })],
            ReceiveConnectors: setupReceiveConnectors(identity),
          },
        },
  );
  log.info(`server ${server} was added to the directory`);
}
