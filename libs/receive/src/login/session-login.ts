import { type Account, type Organization, type ReceiveConnector } from '@mailyard/directory';
import {
  candidateOf,
  SignInPostponed,
  type SignInAttempt,
  type SignInFailure,
  type SignIns,
} from '@mailyard/sign-in';
import {
  replies,
  ReplyError,
  type Credentials,
  type Negotiation,
  type ProtocolEvent,
  type Session,
} from '@mailyard/smtp';

import type { KerberosUser } from '../kerberos/gssapi-exchange.js';
import type { KerberosAcceptor } from '../kerberos/kerberos-acceptor.js';
import { loginFailure, mayComeFrom } from '../rights/login-failure.js';
import { kerberosLogin } from './kerberos-login.js';

export interface SessionLoginBasis {
  readonly smtp: Session;
  /** Address of the client, IPv4 as such. */
  readonly source: string;
  /** Both as they are at this moment. */
  readonly connector: () => ReceiveConnector;
  readonly organization: () => Organization;
  /** Undefined: nobody signs in here. */
  readonly signIns: SignIns | undefined;
  /** The client is told no reason; who looks for one finds it in the protocol log. */
  readonly log: (event: ProtocolEvent) => void;
}

/** The account that may sign in if its secret is right, or why none may. */
type Candidate = { readonly account: Account } | { readonly refused: SignInFailure };

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

  /** Groups are those of now, and whoever has no account any more has not signed in. False: nothing has changed. */
  renew(organization: Organization): boolean {
    const before = this.#account;
    if (before === undefined) return false;
    const now = organization.account(before.login);
    if (now !== undefined && now.credential === before.credential && now.user === before.user) return false;
    this.#account = now && mayComeFrom(this.#basis.smtp.remote.address, now) ? now : undefined;
    return true;
  }

  /**
   * A wrong password, an unknown user and a user who may not submit here get the same answer after the same work, so
   * that nobody learns which names and passwords exist. Of those who may not, no password is looked at: a right one,
   * remembered, would be quicker.
   */
  async byPassword(credentials: Credentials): Promise<string> {
    const { signIns } = this.#basis;
    if (signIns === undefined) throw new ReplyError(replies.authUnsuccessful);
    const { user, password, mechanism, authorization } = credentials;
    const candidate = this.#candidate(this.#named(user), authorization);
    const known = await signIns
      .verify(
        this.#attempt({ account: user, mechanism }),
        'account' in candidate ? candidateOf(candidate.account, this.#basis.organization()) : candidate,
        password,
      )
      .catch(postponed);
    if (!known || 'refused' in candidate) throw new ReplyError(replies.authUnsuccessful);
    return this.#signIn(candidate.account);
  }

  /** A trusted proxy has checked the password. */
  byProxy(login: string): string {
    const candidate = this.#candidate(this.#named(login), '');
    if ('account' in candidate) return this.#signIn(candidate.account);
    const attempt = this.#attempt({ account: login, mechanism: 'XCLIENT' });
    this.#basis.signIns?.reported(attempt, candidate.refused);
    throw new ReplyError(replies.authUnsuccessful);
  }

  byTicket(acceptor: KerberosAcceptor): Negotiation {
    const { smtp, organization, signIns, log } = this.#basis;
    if (signIns === undefined) throw new ReplyError(replies.authUnsuccessful);
    // Whose ticket it will be is not known before it is read: only its source is counted.
    const ofUser = (user?: KerberosUser): SignInAttempt => {
      const account = user === undefined ? '' : `${user.name}@${user.realm}`;
      return { ...this.#attempt({ account, mechanism: 'GSSAPI' }), principalName: undefined };
    };
    return kerberosLogin({
      exchange: acceptor.begin({ confidential: smtp.tls !== undefined }),
      begin: () => {
        try {
          signIns.checkLimits(ofUser());
        } catch (error) {
          postponed(error);
        }
      },
      signIn: (user, authorization) => {
        const account = acceptor.accountOf(user, organization());
        const candidate = this.#candidate(account, authorization);
        if ('refused' in candidate) {
          signIns.failed(ofUser(user), candidate.refused);
          return undefined;
        }
        signIns.succeeded(ofUser(user));
        return this.#signIn(candidate.account);
      },
      badTicket: () => signIns.failed(ofUser(), 'bad ticket'),
      failed: (reason) => log({ event: '*', data: reason, context: 'Kerberos' }),
    });
  }

  #signIn(account: Account): string {
    this.#account = account;
    this.#basis.signIns?.signedIn(account.login);
    return account.login;
  }

  #attempt({ account, mechanism }: Pick<SignInAttempt, 'account' | 'mechanism'>): SignInAttempt {
    const { smtp, source } = this.#basis;
    const { Server, Name } = this.#basis.connector();
    return {
      account,
      principalName: this.#basis.organization().principalName(account),
      mechanism,
      address: source,
      connector: `${Server}\\${Name}`,
      session: smtp.id,
    };
  }

  #named(login: string): Account | undefined {
    return this.#basis.organization().account(login);
  }

  #candidate(account: Account | undefined, authorization: string): Candidate {
    if (account === undefined) return { refused: 'unknown account' };
    if (!this.#isOwn(account, authorization)) return { refused: 'foreign identity' };
    const { connector, organization, smtp, log } = this.#basis;
    const refused = loginFailure(account, {
      connector: connector(),
      organization: organization(),
      tls: smtp.tls,
      address: smtp.remote.address,
    });
    if (refused === undefined) return { account };
    if (refused === 'no right to submit') {
      log({ event: '*', data: `${account.login} has no right to submit`, context: 'Inbound authentication' });
    }
    return { refused };
  }

  /** RFC 4616 §2, RFC 4752 §3.2: nobody acts for another, but may name their own account in any way that it can sign in. */
  #isOwn({ login }: Account, authorization: string): boolean {
    return authorization === '' || this.#named(authorization)?.login === login;
  }
}

function postponed(error: unknown): never {
  if (error instanceof SignInPostponed) throw new ReplyError(replies.authPostponed, { cause: error });
  throw error;
}
