import type { Organization, ReceiveConnector } from '@mailyard/directory';
import type { SendScope } from '@mailyard/sign-in';
import type { Envelope, Path, ProxyFrom, Reply } from '@mailyard/smtp';
import { nextSessionId } from '@mailyard/smtp';

import { refusalBy, type Check, type CheckedSession } from '../checks/check.js';
import { resources } from '../checks/mail/resources.js';
import { senderSize } from '../checks/mail/sender-size.js';
import { eachDestination } from '../checks/rcpt/each-destination.js';
import { recipientDomain } from '../checks/rcpt/recipient-domain.js';
import { recipientExists } from '../checks/rcpt/recipient-exists.js';
import { recipientRestriction } from '../checks/rcpt/recipient-restriction.js';
import type { SessionPressure } from '../session/session-services.js';
import { applicationRecipient, applicationSender, rightsTo } from './application-rights.js';
import { refusedBy, refusedRecipients, type InjectionRefused } from './injection-refused.js';

/** Who sends a message, and from where. */
export interface InjectingClient {
  readonly scope: SendScope;
  readonly address: string;
  readonly port: number;
  /** As a program’s own (W3C Trace Context). */
  readonly traceId?: string | undefined;
}

export interface InjectionBasis {
  readonly organization: Organization;
  readonly connector: ReceiveConnector;
  readonly pressure: SessionPressure;
}

/** As the log of the hub names who has signed in. */
export const loginOf = ({ application }: SendScope): string => `app:${application}`;

/** An application that sends one message: the checks of Front End judge it, but for those of connections and passwords. */
export class ApplicationSession {
  constructor(
    private readonly client: InjectingClient,
    private readonly basis: InjectionBasis,
  ) {}

  /** Why the message may not be sent; nobody has been asked for its content up to now. */
  refusal(envelope: Envelope): InjectionRefused | undefined {
    const { scope } = this.client;
    const session = this.#sessionFor(envelope);
    const unable = refusalBy([resources], session, undefined);
    if (unable !== undefined) return refusedBy(unable);
    const stranger = refusalBy([applicationSender(scope)], session, envelope);
    if (stranger !== undefined) return refusedBy(stranger, 'senders');
    const large = refusalBy([senderSize], session, envelope);
    if (large !== undefined) return refusedBy(large);
    return refusedRecipients(envelope.recipients.flatMap(({ path }) => this.#refusalOf(path, session)));
  }

  #refusalOf(path: Path, session: CheckedSession) {
    const beyond = refusalBy([applicationRecipient(this.client.scope)], session, path);
    if (beyond !== undefined) return [{ path, reply: beyond, rule: 'recipientDomains' }];
    const reply = refusalBy(recipientChecks, session, { path });
    return reply === undefined ? [] : [{ path, reply }];
  }

  /** For whom the hub is spoken to. */
  proxied(envelope: Envelope): ProxyFrom {
    const { scope, address, port, traceId } = this.client;
    return {
      verb: 'XPROXYFROM',
      sid: nextSessionId(Date.now()),
      ip: address,
      port,
      domain: scope.application,
      connector: this.basis.connector.Guid,
      perms: this.#rightsFor(envelope),
      authAs: 'Internal',
      login: loginOf(scope),
      ...(traceId !== undefined && { traceId }),
    };
  }

  #rightsFor({ recipients }: Envelope): number {
    const paths = recipients.map(({ path }) => path);
    return rightsTo(paths, this.client.scope, this.basis.organization);
  }

  #sessionFor(envelope: Envelope): CheckedSession {
    const { connector, organization, pressure } = this.basis;
    const { scope, address, port } = this.client;
    const rights = this.#rightsFor(envelope);
    const login = loginOf(scope);
    return {
      tls: undefined,
      user: login,
      forwarder: false,
      remote: { address, port },
      connector,
      organization,
      active: true,
      refused: pressure.refuses,
      identity: {
        rights,
        authAs: 'Internal',
        secureDomains: [],
        server: false,
        serverAccount: false,
        addresses: [],
      },
      submitter: { rights, authAs: 'Internal', login, client: undefined },
      envelope,
      takePlace: noLimit,
      chargeSource: noLimit,
      countMessage: noLimit,
    };
  }
}

const recipientChecks: readonly Check<{ readonly path: Path }>[] = [
  eachDestination(recipientDomain),
  recipientExists,
  recipientRestriction,
];

/** Of several the first that users sign in at. */
export function clientConnector(connectors: readonly ReceiveConnector[]): ReceiveConnector | undefined {
  const ofFrontEnd = connectors.filter(({ TransportRole }) => TransportRole === 'FrontendTransport');
  const isOfUsers = ({ PermissionGroups }: ReceiveConnector) => PermissionGroups.includes('ExchangeUsers');
  return ofFrontEnd.find(isOfUsers) ?? ofFrontEnd[0];
}

/** Requests are no sessions, and the rate is the token’s own. */
function noLimit(): Reply | undefined {
  return undefined;
}
