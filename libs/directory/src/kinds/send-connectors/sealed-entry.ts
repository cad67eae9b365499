import { z } from 'zod';

import type { KeptObject } from '../lookup.js';
import type { Entry, TextForm, Written } from '../text-form.js';
import { secretPlace, type SealedKind, type SealedParameter } from './parameters/credential-parameters.js';
import type { TextSecrets } from './text-secrets.js';

const variable = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, 'must be the name of an environment variable')
  .nullish();

const notInFiles = z
  .undefined('must be in no file: name the environment variable that has the secret')
  .optional();

/** Secrets have no place in the file: it names the variables that have them. */
export const secretElement = z.looseObject({
  SealedPassword: notInFiles,
  SealedClientSecret: notInFiles,
  AuthenticationCredential: z.looseObject({ PasswordVariable: variable }).nullish(),
  OAuth: z.looseObject({ ClientSecretVariable: variable }).nullish(),
});

/** A text form of objects that name their secrets. */
export function sealedText<T extends KeptObject>(kind: SealedKind, text: TextForm<T>): TextForm<T> {
  return {
    ...text,
    element: secretElement,

    async section(section) {
      const plan = await text.section?.(section);
      if (plan === undefined) throw new Error('connectors have a section of their own');
      const entries = plan.entries.map((entry) => sealedEntry(kind, entry, section.secrets));
      return { ...plan, entries: await Promise.all(entries) };
    },
  };
}

/** What a text says, and where the secret that it names is kept. */
const secrets = [
  { parameter: 'AuthenticationCredential', variable: 'PasswordVariable', sealed: 'SealedPassword' },
  { parameter: 'OAuth', variable: 'ClientSecretVariable', sealed: 'SealedClientSecret' },
] as const satisfies readonly { parameter: string; variable: string; sealed: SealedParameter }[];

/** True when what a text says of such objects cannot be applied without a key. */
export function namesSecrets(written: readonly Written[] = []): boolean {
  return written.some((object) =>
    secrets.some(({ parameter, variable: name }) => isObject(object[parameter]) && object[parameter][name]),
  );
}

/** An object of a text with the secrets that it names, sealed. */
export async function sealedEntry(kind: SealedKind, entry: Entry, texts: TextSecrets): Promise<Entry> {
  const known = entry.known as Written | undefined;
  let object = entry.object;
  for (const { parameter, variable: name, sealed } of secrets) {
    const { [name]: named, ...open } = isObject(object[parameter]) ? object[parameter] : {};
    const isThere = object[parameter] !== undefined;
    const place = secretPlace(object.Guid, sealed, kind);
    const before = known?.[sealed] as string | undefined;
    // Two secrets at most, and the first one may make the key.
    const secret = isThere
      ? // eslint-disable-next-line no-await-in-loop
        await texts.sealed(named as string | null | undefined, place, before)
      : undefined;
    if (!isThere && before === undefined) continue;
    const was = known?.[parameter];
    object = {
      ...object,
      [parameter]: isThere ? { ...(isObject(was) ? was : {}), ...open } : undefined,
      [sealed]: secret,
    };
  }
  return { ...entry, object };
}

function isObject(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
