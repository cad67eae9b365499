import type { Socket } from 'node:net';

import { secretPlace, type SendConnector } from '@mailyard/directory';
import type { SecretKeys } from '@mailyard/service';
import {
  connectTo,
  HopError,
  OutboundConnection,
  publicContext,
  sameTimeout,
  type ClientTls,
  type OutboundLogin,
  type ProtocolEvent,
} from '@mailyard/smtp';
import { z } from 'zod';

import type { Watch } from '../watch.js';
import type { ResolvedHost } from './dns-hosts.js';

/** How far somebody came at a host. */
export const connectorAttempt = z
  .object({
    host: z.string(),
    port: z.int(),
    addresses: z.array(z.string()).readonly(),
    result: z.enum(['Success', 'Failed']),
    failedAt: z.enum(['Name', 'Connection', 'Tls', 'Login']).optional(),
    details: z.string(),
    tls: z.object({ protocol: z.string(), cipher: z.string() }).readonly().optional(),
    extensions: z.array(z.string()).readonly().describe('What EHLO offered at last.'),
    transcript: z
      .array(z.string())
      .readonly()
      .describe('> what was said, < what was answered; no password is in it.'),
  })
  .readonly();

export type ConnectorAttempt = z.output<typeof connectorAttempt>;

export interface AttemptAt {
  readonly fqdn: string;
  readonly keys: Pick<SecretKeys, 'open'>;
  /** Hears each line of the transcript, `{ host, port, line }`, as it is said. */
  readonly watch?: Watch | undefined;
}

const patienceMs = 5_000;

/** Connects, says EHLO, STARTTLS and AUTH as the connector would, and takes leave; nothing is sent. */
export async function attemptAt(
  { host, addresses }: ResolvedHost,
  connector: SendConnector,
  { fqdn, keys, watch }: AttemptAt,
): Promise<ConnectorAttempt> {
  const { Port: port, Fqdn, ForceHELO } = connector;
  const about = { host, port, addresses };
  const none = { extensions: [], transcript: [] };
  if (addresses.length === 0) {
    const details = `${host} has no address here`;
    return { ...about, ...none, result: 'Failed', failedAt: 'Name', details };
  }
  const transcript: string[] = [];
  const note = (line: string): void => {
    transcript.push(line);
    watch?.tell({ host, port, line });
  };
  try {
    const login = await loginOf(connector, keys);
    const connection = await OutboundConnection.connect({
      remote: { address: host, port },
      dial: async () => {
        const { socket } = await connectTo(addresses, port, { timeoutMs: patienceMs });
        return stoppable(socket, watch?.signal);
      },
      helo: Fqdn ?? fqdn,
      forceHelo: ForceHELO,
      tls: tlsOf(connector, host),
      login,
      connectTimeoutMs: patienceMs,
      timeouts: sameTimeout(patienceMs),
      log: (event) => lineOf(event).forEach(note),
    });
    const { tls, extensions } = connection;
    connection.close();
    return {
      ...about,
      result: 'Success',
      details: successOf(tls?.protocol, login),
      ...(tls !== undefined && { tls: { protocol: tls.protocol, cipher: tls.cipher } }),
      extensions: Array.from(extensions.keys()),
      transcript,
    };
  } catch (error) {
    if (!(error instanceof HopError)) throw error;
    const failedAt = { tls: 'Tls', auth: 'Login' }[String(error.kind)] ?? 'Connection';
    const details = error.reply?.toString() ?? error.message;
    return {
      ...about,
      ...none,
      result: 'Failed',
      failedAt: failedAt as 'Tls' | 'Login' | 'Connection',
      details,
      transcript,
    };
  }
}

function stoppable(socket: Socket, signal: AbortSignal | undefined): Socket {
  if (signal?.aborted === true) socket.destroy();
  signal?.addEventListener('abort', () => socket.destroy(), { once: true });
  return socket;
}

function lineOf({ event, data, context }: ProtocolEvent): readonly string[] {
  return event === '+' || event === '-' ? [] : [[event, data, context].filter(Boolean).join(' ')];
}

function successOf(tls: string | undefined, login: OutboundLogin | undefined): string {
  const within = tls === undefined ? 'without TLS' : `with ${tls}`;
  return login === undefined ? `ready for mail ${within}` : `signed in ${within}, ready for mail`;
}

/** As at a delivery, but for what a domain demands by MTA-STS or DANE. */
function tlsOf(
  { IgnoreSTARTTLS, RequireTLS, DomainSecureEnabled, TlsAuthLevel, TlsDomain }: SendConnector,
  host: string,
): ClientTls | undefined {
  if (IgnoreSTARTTLS) return undefined;
  const isDemanded = RequireTLS || DomainSecureEnabled;
  const trust = {
    DomainValidation: { host: TlsDomain ?? host },
    CertificateValidation: 'authority' as const,
  };
  const known =
    TlsAuthLevel === undefined || TlsAuthLevel === 'EncryptionOnly' ? undefined : trust[TlsAuthLevel];
  return {
    command: 'STARTTLS',
    context: publicContext(),
    policy: isDemanded ? 'required' : 'opportunistic',
    trust: known ?? (DomainSecureEnabled ? { host } : 'anybody'),
  };
}

const basic: readonly string[] = ['BasicAuth', 'BasicAuthRequireTLS'];

/** By password alone; whoever signs in otherwise is told by the answer how far it came. */
async function loginOf(
  connector: SendConnector,
  keys: Pick<SecretKeys, 'open'>,
): Promise<OutboundLogin | undefined> {
  const {
    SmartHostAuthMechanism: mechanism,
    AuthenticationCredential: credential,
    SealedPassword,
    Guid,
  } = connector;
  if (!basic.includes(mechanism) || credential === undefined || SealedPassword === undefined) {
    return undefined;
  }
  const opened = await keys.open(SealedPassword, secretPlace(Guid, 'SealedPassword'));
  if (opened.kind === 'closed') throw new HopError('auth', opened.reason);
  const { UserName: userName } = credential;
  return { kind: 'password', userName, password: opened.secret, allowClearText: mechanism === 'BasicAuth' };
}
