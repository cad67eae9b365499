import { guid, loginKey } from '@mailyard/schema';
import { z } from 'zod';

import { mailUserSchema } from '../mail-users/mail-user.js';
import { mailboxSchema } from '../mailboxes/mailbox.js';
import { userLogins } from '../recipients/user-logins.js';
import type { Entry, Section, TextForm } from '../text-form.js';
import { accountLogin, accountRanges, memberOf, type Credential } from './credential.js';

/** A login whose password comes from an environment variable: a secret has no place in the file. */
const parameters = z.strictObject({
  Login: accountLogin,
  PasswordVariable: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/, 'must be the name of an environment variable')
    .optional()
    .describe(
      'Environment variable with the password. When it is not set, a password stays as it is, and a new login gets one that is printed once.',
    ),
  MemberOf: memberOf,
  RemoteIPRanges: accountRanges,
});

/** Of one that is there already its Guid says which. */
const element = parameters.extend({
  Guid: guid.optional(),
  Login: parameters.shape.Login.optional(),
  PasswordVariable: parameters.shape.PasswordVariable.nullable(),
  MemberOf: z.unknown().optional(),
  RemoteIPRanges: z.unknown().optional(),
});

export const credentialText: TextForm<Credential> = {
  introduction: 'Who may sign in. Stored as scrypt hashes; an export has the logins alone.',
  parameters,
  element,
  textOnly: { PasswordVariable: undefined },

  /**
   * The credentials that a text names, on top of those that are there once they have followed their users. A password
   * changes only when one is given that does not fit; a new login without one gets one.
   */
  async section(section) {
    const { written = [], objects, passwords, merge, implied, unnamed } = section;
    const following = followingCredentials(section);
    const merged = merge(written, { onto: following });
    const entries = await Promise.all(
      merged.map(async (entry): Promise<Entry> => {
        const known = following.find(({ Guid }) => Guid === entry.known?.Guid);
        const account = element.parse(entry.said?.written);
        return {
          ...entry,
          object: {
            ...entry.object,
            ...(await passwords.hashOf({ ...account, Login: account.Login ?? known?.Login ?? '' }, known)),
          },
        };
      }),
    );
    const logins = new Map(objects.map(({ Guid, Login }) => [Guid, loginKey(Login)]));
    const named = new Set(entries.map(({ object }) => object.Guid));
    const moved = following.filter(
      ({ Guid, Login }) => !named.has(Guid) && logins.get(Guid) !== loginKey(Login),
    );
    const kept = new Set(following.map(({ Guid }) => Guid));
    return {
      entries: [...moved.map(implied), ...entries],
      unmentioned: section.written === undefined ? [] : unnamed(entries),
      gone: objects.filter(({ Guid }) => !kept.has(Guid)),
    };
  },
};

const users = [
  ['Mailboxes', mailboxSchema],
  ['MailUsers', mailUserSchema],
] as const;

/** Credentials follow their mailboxes and mail users, to a new login or out of the organization; others stay. */
function followingCredentials({
  objects,
  current,
  planOf,
  prune,
}: Section<Credential>): readonly Credential[] {
  const plans = users.map(([kind, schema]) => ({ ...planOf(kind), schema }));
  const gone = new Set(prune ? plans.flatMap(({ unmentioned }) => unmentioned.map(({ Guid }) => Guid)) : []);
  const logins = new Map(
    plans.flatMap(({ entries, schema }) =>
      entries.flatMap(({ object }) => {
        const { data } = schema.safeParse(object);
        return data === undefined ? [] : [[data.Guid, data.UserPrincipalName] as const];
      }),
    ),
  );
  return objects.flatMap((credential) => {
    const [user] = current.find(userLogins, credential.Login);
    if (user === undefined) return [credential];
    if (gone.has(user.Guid)) return [];
    const Login = logins.get(user.Guid);
    return Login === undefined ? [credential] : [{ ...credential, Login }];
  });
}
