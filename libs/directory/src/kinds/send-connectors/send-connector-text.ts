import { z } from 'zod';

import { sentByServers } from '../outbound-connectors/source-servers.js';
import type { Entry, TextForm, Written } from '../text-form.js';
import { secretPlace, type SealedParameter } from './parameters/credential-parameters.js';
import type { SendConnector } from './send-connector.js';
import type { TextSecrets } from './text-secrets.js';

const variable = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, 'must be the name of an environment variable')
  .nullish();

const notInFiles = z
  .undefined('must be in no file: name the environment variable that has the secret')
  .optional();

/** Secrets have no place in the file: it names the variables that have them. */
const element = z.looseObject({
  SealedPassword: notInFiles,
  SealedClientSecret: notInFiles,
  AuthenticationCredential: z.looseObject({ PasswordVariable: variable }).nullish(),
  OAuth: z.looseObject({ ClientSecretVariable: variable }).nullish(),
});

/** What a text says, and where the secret that it names is kept. */
const secrets = [
  { parameter: 'AuthenticationCredential', variable: 'PasswordVariable', sealed: 'SealedPassword' },
  { parameter: 'OAuth', variable: 'ClientSecretVariable', sealed: 'SealedClientSecret' },
] as const satisfies readonly { parameter: string; variable: string; sealed: SealedParameter }[];

const { text, ...rules } = sentByServers<SendConnector>(
  'How mail leaves the organization. There is none at setup: mail for other domains then waits in Unreachable. An export has the logins without their secrets, which stay as they are.',
);

/** The rules that Send connectors share with others. */
export const sourceRules = rules;

export const sendConnectorText: TextForm<SendConnector> = {
  ...text,
  element,

  async section(section) {
    const plan = await text.section?.(section);
    if (plan === undefined) throw new Error('connectors have a section of their own');
    const entries = plan.entries.map((entry) => withSecrets(entry, section.secrets));
    return { ...plan, entries: await Promise.all(entries) };
  },
};

/** True when what a text says of Send connectors cannot be applied without a key. */
export function namesSecrets(written: readonly Written[] = []): boolean {
  return written.some((connector) =>
    secrets.some(
      ({ parameter, variable: name }) => isObject(connector[parameter]) && connector[parameter][name],
    ),
  );
}

async function withSecrets(entry: Entry, texts: TextSecrets): Promise<Entry> {
  const known = entry.known as SendConnector | undefined;
  let object = entry.object;
  for (const { parameter, variable: name, sealed } of secrets) {
    const { [name]: named, ...open } = isObject(object[parameter]) ? object[parameter] : {};
    const isThere = object[parameter] !== undefined;
    const place = secretPlace(object.Guid, sealed);
    // Two secrets at most, and the first one may make the key.
    const secret = isThere
      ? // eslint-disable-next-line no-await-in-loop
        await texts.sealed(named as string | null | undefined, place, known?.[sealed])
      : undefined;
    object = {
      ...object,
      [parameter]: isThere ? { ...known?.[parameter], ...open } : undefined,
      [sealed]: secret,
    };
  }
  return { ...entry, object };
}

function isObject(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
