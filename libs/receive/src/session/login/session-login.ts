import {
  PasswordCheckOverload,
  verifyPassword,
  type Account,
  type Organization,
  type ReceiveConnector,
} from '@mailyard/directory';
import {
  replies,
  ReplyError,
  type Credentials,
  type Negotiation,
  type ProtocolEvent,
  type Session,
} from '@mailyard/smtp';

import type { KerberosAcceptor } from '../../kerberos/kerberos-acceptor.js';
import { effectiveRights } from '../../rights/effective-rights.js';
import { holds } from '../../rights/rights.js';
import { sessionPrincipals } from '../../rights/session-principals.js';
import { kerberosLogin } from './kerberos-login.js';

export interface SessionLoginBasis {
  /** Both as they are at this moment. */
  readonly connector: () => ReceiveConnector;
  readonly organization: () => Organization;
  /** The client is told no reason; who looks for one finds it in the protocol log. */
  readonly log: (event: ProtocolEvent, session: Session) => void;
}

/** Who has logged in: by a password, by a ticket, or by the word of a trusted proxy. */
export class SessionLogin {
  readonly #basis: SessionLoginBasis;
  #account: Account | undefined;

  constructor(basis: SessionLoginBasis) {
    this.#basis = basis;
  }

  get account(): Account | undefined {
    return this.#account;
  }

  /**
   * A wrong password, an unknown user and a user who may not submit here get the same answer after the same work, so
   * that nobody learns which names and passwords exist.
   */
  async byPassword({ user, password, authorization }: Credentials, session: Session): Promise<string> {
    const account = this.#submitter(this.#own(this.#named(user), authorization), session);
    const known = await verifyPassword(account?.credential, password).catch(busy);
    if (!known || account === undefined) throw new ReplyError(replies.authUnsuccessful);
    this.#account = account;
    return account.login;
  }

  /** A trusted proxy has checked the password. */
  byProxy(login: string, session: Session): string {
    this.#account = this.#submitter(this.#named(login), session);
    if (this.#account === undefined) throw new ReplyError(replies.authUnsuccessful);
    return this.#account.login;
  }

  byTicket(acceptor: KerberosAcceptor, session: Session): Negotiation {
    const { organization, log } = this.#basis;
    return kerberosLogin({
      exchange: acceptor.begin({ confidential: session.tls !== undefined }),
      signIn: (user, authorization) => {
        const account = this.#own(acceptor.accountOf(user, organization()), authorization);
        this.#account = this.#submitter(account, session);
        return this.#account;
      },
      failed: (reason) => log({ event: '*', data: reason, context: 'Kerberos' }, session),
    });
  }

  #named(login: string): Account | undefined {
    return this.#basis.organization().account(login);
  }

  /** RFC 4616 §2, RFC 4752 §3.2: nobody acts for another, but may name their own account in any way that it can sign in. */
  #own(account: Account | undefined, authorization: string): Account | undefined {
    if (authorization === '') return account;
    return this.#named(authorization)?.login === account?.login ? account : undefined;
  }

  /** The account, if it may submit here. Of others no password is looked at: a right one, remembered, would be quicker. */
  #submitter(account: Account | undefined, session: Session): Account | undefined {
    const connector = this.#basis.connector();
    const principals = sessionPrincipals(connector, session, { account });
    if (holds(effectiveRights(connector, principals), 'ms-Exch-SMTP-Submit')) return account;
    if (account !== undefined) {
      const data = `${account.login} has no right to submit`;
      this.#basis.log({ event: '*', data, context: 'Inbound authentication' }, session);
    }
    return undefined;
  }
}

function busy(error: unknown): never {
  if (error instanceof PasswordCheckOverload) throw new ReplyError(replies.authOverloaded, { cause: error });
  throw error;
}
