import { readableName } from '@mailyard/schema';

import { credentialLogins, type Credential } from './kinds/credentials/credential.js';
import type { MailUser } from './kinds/mail-users/mail-user.js';
import type { Mailbox } from './kinds/mailboxes/mailbox.js';
import { recipientAliases } from './kinds/recipients/recipient-indexes.js';
import { userLogins } from './kinds/recipients/user-logins.js';
import { isUser, type StoredRecipient } from './recipients/recipient.js';
import type { IndexedObjects } from './snapshot/indexed-objects.js';

/** Somebody who can sign in. */
export interface Account {
  /** UserPrincipalName. */
  readonly login: string;
  /** Without one there is no password: Kerberos may do instead. */
  readonly credential: Credential | undefined;
  /** A server's account has none. */
  readonly user: Mailbox | MailUser | undefined;
}

/** Who can sign in, by any way to write a login. */
export class Accounts {
  constructor(
    private readonly indexed: IndexedObjects,
    /** Of logins that are without one. */
    private readonly domain: { readonly DomainName: string },
  ) {}

  account(login: string): Account | undefined {
    const user = this.user(nameInLogin(login));
    const principalName = this.principalName(login);
    const credential = this.indexed.first(credentialLogins, principalName);
    if (credential === undefined && user === undefined) return undefined;
    return { login: principalName, credential, user };
  }

  principalName(login: string): string {
    const name = nameInLogin(login);
    const principalName = this.user(name)?.UserPrincipalName;
    return principalName ?? (name.includes('@') ? name : `${name}@${this.domain.DomainName}`);
  }

  user(login: string): Mailbox | MailUser | undefined {
    // An alias has no @, so neither can stand for the other.
    const named = this.indexed.first<Mailbox | MailUser>(userLogins, login);
    if (named !== undefined) return named;
    return this.indexed.find<StoredRecipient>(recipientAliases, login).find(isUser);
  }
}

function nameInLogin(login: string): string {
  const readable = readableName(login);
  return readable.slice(readable.indexOf('\\') + 1);
}
