import type { Account, Organization } from '@mailyard/directory';

import { GssapiExchange, type KerberosUser } from './gssapi-exchange.js';
import type { KeytabEntry } from './keytab.js';

/** Accepts Kerberos tickets with the keys of a keytab. */
export class KerberosAcceptor {
  readonly #keytab: readonly KeytabEntry[];

  constructor(keytab: readonly KeytabEntry[]) {
    this.#keytab = keytab;
  }

  begin(): GssapiExchange {
    return new GssapiExchange({ keytab: this.#keytab, now: () => new Date() });
  }

  /**
   * The account of a Kerberos user: `alice@CONTOSO.COM` is who has that UserPrincipalName, or else the alias. Users of
   * another realm than ours have none, whatever their names.
   */
  accountOf({ name, realm }: KerberosUser, organization: Organization): Account | undefined {
    const ours = this.#keytab.some(
      ({ principal }) => principal.slice(principal.lastIndexOf('@') + 1) === realm,
    );
    if (!ours || /[/@\\]/.test(name)) return undefined;
    return organization.account(`${name}@${realm}`) ?? organization.account(name);
  }
}
