import type { Account, ExtendedRight, Organization, ReceiveConnector } from '@mailyard/directory';
import { domainKey, replies, type Path, type Reply, type ReversePath } from '@mailyard/smtp';

import { refusalBy, type CheckedSession } from '../checks/check.js';
import { inboundConnector, inboundVerdicts, type InboundVerdict } from '../checks/mail/inbound-connector.js';
import { identityOf, type Identity } from '../rights/identity.js';
import { effectiveRights } from '../rights/effective-rights.js';
import { loginFailure } from '../rights/login-failure.js';
import { permissionGroupEntries } from '../rights/permission-groups.js';
import { holds, rightNames } from '../rights/rights.js';
import { sessionPrincipals } from '../rights/session-principals.js';
import { submitterOf } from '../rights/submitter.js';
import { newcomer, roleOf } from './anonymous-access.js';
import { strangersTls, supposedOffer } from './supposed-hello.js';

/** What a client is supposed to do, in the order in which it would. */
export interface SupposedClient {
  readonly from: string;
  /** STARTTLS. */
  readonly tls: boolean;
  /** A host of the certificate that it shows then, of an authority that is trusted; absent: it shows none. */
  readonly certificate?: string | undefined;
  /** AUTH, with the right password. */
  readonly login?: string | undefined;
  /** Absent: the null reverse-path, which is everybody's. */
  readonly reversePath: ReversePath;
  /** SIZE of MAIL. */
  readonly declaredBytes?: number | undefined;
  /** Absent: there is no RCPT. */
  readonly recipient?: Path | undefined;
}

export type SupposedCommand = 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT';

export interface SupposedAnswer {
  readonly command: SupposedCommand;
  readonly reply: Reply;
}

export interface SupposedSession {
  /** Once it has done what it does before MAIL. */
  readonly principals: readonly string[];
  readonly rights: readonly SupposedRight[];
  /** Of each command up to the first one that is refused. */
  readonly answers: readonly SupposedAnswer[];
  /** Inbound connectors that are asked at MAIL, and what comes of each. */
  readonly inbound: readonly InboundVerdict[];
}

export interface SupposedRight {
  readonly right: ExtendedRight;
  /** The permission group or the entry that gives it. */
  readonly from: string;
}

/** What becomes of a session at a connector, by the checks that it would meet, while no limit is reached. */
export function supposedSession(
  connector: ReceiveConnector,
  client: SupposedClient,
  organization: Organization,
): SupposedSession {
  const account = client.login === undefined ? undefined : organization.account(client.login);
  const supposed = new Supposed(connector, client, organization);
  const answers = supposed.answers(account);
  const { tls } = supposed.session;
  const principals = sessionPrincipals(connector, { tls }, { account: supposed.account });
  return {
    principals,
    rights: rightsOf(connector, principals, supposed.session.identity),
    answers,
    inbound: supposed.inbound,
  };
}

/** A session step by step. */
class Supposed {
  session: CheckedSession;
  account: Account | undefined;
  inbound: readonly InboundVerdict[] = [];

  constructor(
    private readonly connector: ReceiveConnector,
    private readonly client: SupposedClient,
    private readonly organization: Organization,
  ) {
    this.session = this.#sessionAs({ tls: undefined, user: undefined });
  }

  answers(account: Account | undefined): readonly SupposedAnswer[] {
    const { tls, login, recipient } = this.client;
    const steps: readonly (readonly [SupposedCommand, boolean, () => Reply])[] = [
      ['STARTTLS', tls, () => this.#startTls()],
      ['AUTH', login !== undefined, () => this.#signIn(account)],
      ['MAIL', true, () => this.#mail()],
      ['RCPT', recipient !== undefined, () => this.#rcpt()],
    ];
    const answers: SupposedAnswer[] = [];
    for (const [command, isGiven, run] of steps) {
      if (!isGiven) continue;
      const reply = run();
      answers.push({ command, reply });
      if (reply.code >= 400) break;
    }
    return answers;
  }

  #sessionAs(shown: Pick<CheckedSession, 'tls' | 'user'>): CheckedSession {
    const { connector, organization, account } = this;
    const identity = identityOf(shown, { connector, organization, account });
    const submitter = submitterOf(identity, { user: shown.user, proxied: undefined });
    const remote = { address: this.client.from, port: 0 };
    return {
      ...newcomer,
      ...shown,
      envelope: undefined,
      remote,
      connector,
      organization,
      identity,
      submitter,
    };
  }

  get #offer() {
    const { connector, organization } = this;
    const { tls, identity } = this.session;
    return supposedOffer(connector, organization, { tls, identity });
  }

  #startTls(): Reply {
    if (this.#offer.startTls === undefined) return replies.unrecognizedCommand;
    const { certificate } = this.client;
    const shown =
      certificate === undefined ? {} : { peerAuthorized: true, peerHosts: [domainKey(certificate)] };
    this.session = this.#sessionAs({ tls: { ...strangersTls, ...shown }, user: undefined });
    return replies.startTls;
  }

  #signIn(account: Account | undefined): Reply {
    const { auth } = this.#offer;
    if (auth.length === 0) return replies.unrecognizedCommand;
    const refused = refusalBy(
      roleOf(this.connector, this.organization).checks.login,
      this.session,
      undefined,
    );
    if (refused !== undefined) return refused;
    const { connector, organization, session } = this;
    const address = this.client.from;
    const failure = loginFailure(account, { connector, organization, tls: session.tls, address });
    if (account === undefined || failure !== undefined) return replies.authUnsuccessful;
    this.account = account;
    this.session = this.#sessionAs({ tls: session.tls, user: account.login });
    return replies.authenticated;
  }

  #mail(): Reply {
    const { reversePath, declaredBytes } = this.client;
    const { limitBytes, advertise } = this.#offer.size;
    if (declaredBytes !== undefined) {
      if (advertise === 'no') return replies.unsupportedParameter;
      if (limitBytes > 0 && declaredBytes > limitBytes) return replies.messageTooLarge;
    }
    const envelope = { reversePath, ...(declaredBytes !== undefined && { declaredBytes }) };
    const { checks } = roleOf(this.connector, this.organization);
    if (checks.mail.includes(inboundConnector)) this.inbound = [...inboundVerdicts(this.session, envelope)];
    const refused = refusalBy(checks.mail, this.session, envelope);
    this.session = { ...this.session, envelope };
    return refused ?? replies.senderOk;
  }

  #rcpt(): Reply {
    const { recipient } = this.client;
    const { checks } = roleOf(this.connector, this.organization);
    if (recipient === undefined) return replies.recipientOk;
    return refusalBy(checks.rcpt, this.session, { path: recipient }) ?? replies.recipientOk;
  }
}

function rightsOf(
  connector: ReceiveConnector,
  principals: readonly string[],
  { rights }: Pick<Identity, 'rights'>,
): readonly SupposedRight[] {
  const groups = connector.PermissionGroups.map((group) => ({
    from: group as string,
    rights: effectiveRights(
      { PermissionGroups: [], AccessControl: permissionGroupEntries[group] },
      principals,
    ),
  }));
  const entries = connector.AccessControl.map((entry) => ({
    from: entry.User,
    rights: effectiveRights({ PermissionGroups: [], AccessControl: [entry] }, principals),
  }));
  return rightNames(rights).map((right) => ({
    right,
    from: [...groups, ...entries].find((each) => holds(each.rights, right))?.from ?? 'Exchange Servers',
  }));
}
