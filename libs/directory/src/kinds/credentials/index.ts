import type { Kind, ObjectProblem } from '../kind.js';
import { mailboxLogins } from '../mailboxes/mailbox.js';
import { credentialText } from './credential-text.js';
import { credentialLogins, credentialSchema, type Credential } from './credential.js';
import { hashParameters } from './password-hash.js';

export const credentials = {
  noun: 'Credential',
  schema: credentialSchema,
  identity: credentialLogins,
  indexes: [credentialLogins],
  text: credentialText,
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
