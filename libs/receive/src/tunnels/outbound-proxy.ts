import { setTimeout } from 'node:timers/promises';

import type { Server } from '@mailyard/directory';
import { mailHosts, smartHosts, type MailHost, type NoHost, type Resolver } from '@mailyard/dns';
import { canonicalAddress } from '@mailyard/schema';
import {
  carry,
  connectFirst,
  domainKey,
  NoHostAnswered,
  replies,
  ReplyError,
  tunnelReply,
  type Carried,
  type Connected,
  type Destination,
  type Endpoint,
  type ProxyTo,
  type Reply,
  type Tunnel,
} from '@mailyard/smtp';

import type { ConnectorSession, Tunnels } from '../session/connector-session.js';
import { askedHosts, permissionFor, type AskedHost, type Permission } from './permission.js';

export interface OutboundProxyOptions {
  /** Asks the DNS servers that the server has for such connectors. */
  readonly resolver: (kind: 'internal' | 'external') => Resolver;
  /** Whether a service of the organization, or its Redis, listens there. */
  readonly isOurs: (endpoint: Endpoint) => boolean;
  /** How long the directory may be behind that of the hub, which has just heard of a change. */
  readonly catchUpMs?: number;
  /** Whose limits hold. */
  readonly server: () => Pick<Server, 'MaxOutboundConnections' | 'DnsFaultTolerance'> | undefined;
  readonly counts?: TunnelCounts | undefined;
}

/** How tunnels are counted. */
export interface TunnelCounts {
  /** A hub has asked for one. */
  asked(outcome: 'connected' | 'refused' | 'no-answer'): void;
  ended(carried: Carried): void;
}

type Granted = Extract<Permission, { readonly kind: 'granted' }>;

const connectTimeoutMs = 30_000;
/** A change of the directory is known everywhere within a second. */
const catchUpMsDefault = 2_000;
const catchUpStepMs = 50;
/** The hub's own patience is shorter, but for the end of content (RFC 5321 §4.5.3.2.6); then Front End must not cut it. */
const silenceMsMin = 660_000;

/** Opens tunnels to the hosts that Send connectors with FrontendProxyEnabled lead to (ADR 16), and to no other. */
export class OutboundProxy implements Tunnels {
  readonly #options: OutboundProxyOptions;
  #open = 0;

  constructor(options: OutboundProxyOptions) {
    this.#options = options;
  }

  /** Tunnels that are open, or about to be. */
  get open(): number {
    return this.#open;
  }

  async tunnel(session: ConnectorSession, command: ProxyTo, signal: AbortSignal): Promise<Tunnel> {
    const { MaxOutboundConnections: most = Infinity } = this.#options.server() ?? {};
    if (most !== 'Unlimited' && this.#open >= most) throw this.#refused(replies.tunnelLimitReached);
    this.#open += 1;
    try {
      const granted = await this.#granted(session, command, signal);
      const connected = await this.#connected(session, { command, granted, signal });
      this.#options.counts?.asked('connected');
      return this.#joined(session, connected, granted);
    } catch (error) {
      this.#open -= 1;
      throw error;
    }
  }

  /** A refusal has to hold until the directory must have caught up. */
  async #granted(session: ConnectorSession, command: ProxyTo, signal: AbortSignal): Promise<Granted> {
    const { catchUpMs = catchUpMsDefault } = this.#options;
    const deadline = performance.now() + catchUpMs;
    for (;;) {
      const permission = permissionFor(command, session.currentOrganization);
      if (permission.kind === 'granted') return permission;
      if (performance.now() >= deadline || signal.aborted) {
        throw this.#refused(replies.tunnelRefused.withText(`XPROXYTO refused: ${permission.reason}`));
      }
      await setTimeout(catchUpStepMs);
    }
  }

  async #connected(
    session: ConnectorSession,
    asked: { readonly command: ProxyTo; readonly granted: Granted; readonly signal: AbortSignal },
  ): Promise<Connected> {
    const { command, granted, signal } = asked;
    const destinations = await this.#destinations(command, granted);
    try {
      return await connectFirst(destinations, { timeoutMs: connectTimeoutMs, signal });
    } catch (error) {
      if (!(error instanceof NoHostAnswered)) throw error;
      const failures = error.failures.map(({ host, reason }) => `${host} ${reason}`);
      for (const data of failures) session.log({ event: '*', data, context: 'Failed to connect' });
      this.#options.counts?.asked('no-answer');
      throw new ReplyError(replies.tunnelNoAnswer.withText(['No host has answered', ...failures].join('\n')));
    }
  }

  /** Those that were asked for, in the order of the hub, which is allowed to reach all of them. */
  async #destinations({ domain, hosts }: ProxyTo, granted: Granted): Promise<readonly Destination[]> {
    const asked = askedHosts(hosts, granted.connector);
    if (asked === undefined) {
      const reason = `hosts or ports of ${hosts.join(',')} are not those of the connector`;
      throw this.#refused(replies.tunnelRefused.withText(`XPROXYTO refused: ${reason}`));
    }
    const { known, end } = await this.#hostsOf(domain, asked, granted);
    return asked.map((host) => {
      const destination = destinationOf(host, known);
      const addresses = destination?.addresses.filter(
        (address) => !this.#options.isOurs({ address, port: host.port }),
      );
      if (destination !== undefined && addresses?.length === 0) {
        throw this.#refused(
          replies.tunnelRefused.withText(`XPROXYTO refused: ${host.name} is a service of the organization`),
        );
      }
      if (addresses !== undefined) return { host: host.name, addresses, port: host.port };
      throw this.#refused(notAHost(host, domain, end));
    });
  }

  /** Hosts of the connector, until those that were asked for are among them. */
  async #hostsOf(
    domain: string,
    asked: readonly AskedHost[],
    { connector }: Granted,
  ): Promise<{ readonly known: readonly MailHost[]; readonly end: NoHost | undefined }> {
    const options = {
      resolver: this.#options.resolver(connector.UseExternalDNSServersEnabled ? 'external' : 'internal'),
      faultTolerance: this.#options.server()?.DnsFaultTolerance,
      // The hub has left out what would be a loop.
      isOurselves: () => false,
    };
    const hosts = connector.DNSRoutingEnabled
      ? mailHosts(domain, { ...options, addressLiterals: 'allowed' })
      : smartHosts(connector.SmartHosts, { ...options, turn: 0 });
    const known: MailHost[] = [];
    for (let next = await hosts.next(); ; next = await hosts.next()) {
      if (next.done === true) return { known, end: next.value };
      known.push(next.value);
      if (asked.every((host) => destinationOf(host, known) !== undefined)) return { known, end: undefined };
    }
  }

  #joined(session: ConnectorSession, { socket, ...route }: Connected, { connector }: Granted): Tunnel {
    const reply = tunnelReply(route);
    return {
      reply,
      carry: async (peer) => {
        session.log({ event: '*', data: connector.Name, context: reply.text });
        const silenceMs = Math.max(connector.ConnectionInactivityTimeOut, silenceMsMin);
        const carried = await carry({ near: peer, far: socket, silenceMs });
        this.#open -= 1;
        this.#options.counts?.ended(carried);
        session.log({ event: '*', data: '', context: carriedText(carried) });
      },
      abandon: () => {
        this.#open -= 1;
        socket.on('error', () => undefined).destroy();
      },
    };
  }

  #refused(reply: Reply): ReplyError {
    this.#options.counts?.asked('refused');
    return new ReplyError(reply);
  }
}

/** Among what DNS or the connector gives. */
function destinationOf(
  { name }: AskedHost,
  known: readonly MailHost[],
): Pick<Destination, 'addresses'> | undefined {
  if (!name.startsWith('[')) return known.find((host) => domainKey(host.name) === name);
  const address = name.slice(1, -1);
  const found = known.some((host) => host.addresses.some((own) => canonicalAddress(own) === address));
  return found ? { addresses: [address] } : undefined;
}

function notAHost({ name }: AskedHost, domain: string, end: NoHost | undefined): Reply {
  if (end?.kind === 'failed') return replies.tunnelDnsFailed.withText(`DNS cannot tell: ${end.text}`);
  return replies.tunnelRefused.withText(`XPROXYTO refused: ${name} is no host of ${domain}`);
}

const endTexts = { near: 'the hub', far: 'the destination', silence: 'silence' } as const;

function carriedText({ sent, received, endedBy }: Carried): string {
  return `Proxying ended by ${endTexts[endedBy]}; ${sent} octets sent, ${received} received`;
}
