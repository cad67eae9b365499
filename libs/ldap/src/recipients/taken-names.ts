import { titleOf, type ObjectKind } from '@mailyard/directory';
import { loginKey, nameKey, smtpAddressKey } from '@mailyard/schema';

/** What recipients of all kinds share. */
const keysOf = { name: nameKey, alias: nameKey, address: smtpAddressKey, login: loginKey } as const;

export type Shared = keyof typeof keysOf;

/** What a recipient has of it. */
export interface Owned {
  readonly Name: string;
  readonly Alias?: string;
  readonly EmailAddresses?: readonly string[];
  readonly UserPrincipalName?: string;
}

/** Names, aliases, addresses and logins that recipients have already, and who has them. */
export class TakenNames {
  readonly #owners = new Map<string, string>();

  /** Who has it, as a reader calls them: `Mailboxes[alice]`. */
  owner(what: Shared, text: string): string | undefined {
    return this.#owners.get(`${what} ${keysOf[what](text)}`);
  }

  isFree(what: Shared, text: string): boolean {
    return this.owner(what, text) === undefined;
  }

  take(what: Shared, text: string, owner: string): void {
    this.#owners.set(`${what} ${keysOf[what](text)}`, owner);
  }

  takeAll(kind: ObjectKind, object: Owned): void {
    const { Name, Alias, EmailAddresses = [], UserPrincipalName } = object;
    const owner = `${kind}[${titleOf(kind, object)}]`;
    this.take('name', Name, owner);
    if (Alias !== undefined) this.take('alias', Alias, owner);
    for (const address of EmailAddresses) this.take('address', address, owner);
    if (UserPrincipalName !== undefined) this.take('login', UserPrincipalName, owner);
  }
}
