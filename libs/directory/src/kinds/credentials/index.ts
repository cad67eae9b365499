import type { Kind, ObjectProblem } from '../kind.js';
import { userLogins } from '../recipients/user-logins.js';
import { isOfEdge } from '../servers/server.js';
import { credentialText } from './credential-text.js';
import { credentialLogins, credentialSchema, type Credential } from './credential.js';
import { forgottenPassword, hashParameters } from './password-hash.js';

export const credentials = {
  noun: 'Credential',
  schema: credentialSchema,
  identity: credentialLogins,
  indexes: [credentialLogins],
  text: credentialText,
  secret: { parameters: hashParameters, shownAs: 'Password' },
  remembered: (credential) => ({ ...credential, ...forgottenPassword(credential) }),

  references: ({ Login, MemberOf }) => (isServer(MemberOf) ? [] : [{ index: userLogins, text: Login }]),

  *problems({ Login, MemberOf }, lookup): Iterable<ObjectProblem> {
    // An Edge has accounts of its own, and nobody with a mailbox.
    if (isServer(MemberOf) || lookup.has(userLogins, Login) || isOfEdge(lookup)) return;
    yield { path: ['Login'], reason: `no mailbox has UserPrincipalName ${Login}, nor has a mail user` };
  },
} as const satisfies Kind<Credential>;

/** A server's account needs neither. */
function isServer(memberOf: Credential['MemberOf']): boolean {
  return memberOf.includes('Exchange Servers');
}
