import type { Account, Organization } from '@mailyard/directory';

import type { AcceptBasis } from './ap-exchange.js';
import { GssapiExchange, type KerberosUser } from './gssapi-exchange.js';
import { realmOf, type KeytabEntry } from './keytab/keytab.js';

/** Accepts Kerberos tickets with the keys of a keytab. */
export class KerberosAcceptor {
  readonly #keytab: readonly KeytabEntry[];
  readonly #realms: ReadonlySet<string>;

  constructor(keytab: readonly KeytabEntry[]) {
    this.#keytab = keytab;
    this.#realms = new Set(keytab.map(realmOf));
  }

  begin(session: Pick<AcceptBasis, 'confidential'>): GssapiExchange {
    return new GssapiExchange({ ...session, keytab: this.#keytab, now: () => new Date() });
  }

  /** The account of a user of our realm: `alice@CONTOSO.COM` is who has that UserPrincipalName, or else the alias. */
  accountOf({ name, realm }: KerberosUser, organization: Organization): Account | undefined {
    if (/[/@\\]/.test(name)) return undefined;
    // With keys of two realms each may have an alice, and the alias says nothing of whom it means.
    const alias = this.#realms.size === 1 ? organization.account(name) : undefined;
    return organization.account(`${name}@${realm}`) ?? alias;
  }
}
