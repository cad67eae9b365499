import { credentialSchema, type Credential } from './credential.js';
import { loginKey } from '@mailyard/schema';
import { identityOf, type Kind, type ObjectProblem } from '../kind.js';
import { mailboxLogins } from '../mailboxes/index.js';
import { hashParameters } from './password-hash.js';

export const credentialLogins = identityOf<Credential>('logins', ['Login'], loginKey);

export const credentials = {
  noun: 'Credential',
  schema: credentialSchema,
  identity: credentialLogins,
  indexes: [credentialLogins],
  secret: { parameters: hashParameters, shownAs: 'Password' },

  references: ({ Login, MemberOf }) => (isServer(MemberOf) ? [] : [{ index: mailboxLogins, text: Login }]),

  *problems({ Login, MemberOf }, lookup): Iterable<ObjectProblem> {
    if (isServer(MemberOf) || lookup.has(mailboxLogins, Login)) return;
    yield { path: ['Login'], reason: `no mailbox has UserPrincipalName ${Login}` };
  },
} as const satisfies Kind<Credential>;

/** A server's account needs no mailbox. */
function isServer(memberOf: Credential['MemberOf']): boolean {
  return memberOf.includes('Exchange Servers');
}
