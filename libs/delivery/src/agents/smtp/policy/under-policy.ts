import type { SecureContext } from 'node:tls';

import { HopError, replies, type ClientTls } from '@mailyard/smtp';

import type { HostPolicy, NamedPolicy, TrustedHost } from './host-policy.js';

/** That a host belongs to the organization, or to a partner (mutual TLS). */
export type Proven = 'exchangeServer' | 'domainSecure';

/** TLS at a host: what is asked for at first, and whether clear text may take its place when that fails. */
export interface TlsAtHost {
  /** Undefined: none. */
  readonly tls: ClientTls | undefined;
  readonly clearTextMayFollow: boolean;
  /** What a host has proved that was reached with it. */
  readonly proves?: Proven;
  /** Whose demand it is, when it is not the connector's alone. */
  readonly demandedBy?: NamedPolicy;
}

/**
 * TLS as a connector has it, made what the policy of the host demands. A connector may demand more than a policy, never less:
 * where it has no TLS, nothing is sent. Throws a HopError that names the policy when what it demands cannot be had.
 */
export function underPolicy(
  policy: HostPolicy,
  configured: TlsAtHost,
  publicAuthorities: SecureContext,
): TlsAtHost {
  switch (policy.kind) {
    case 'none':
    case 'testing':
      return configured;
    case 'forbidden':
      throw againstPolicy(policy.policy, policy.problem);
    case 'enforce': {
      const { tls } = configured;
      if (tls !== undefined) {
        const asDemanded = demanded(tls, policy.trust, publicAuthorities);
        return { ...configured, tls: asDemanded, clearTextMayFollow: false, demandedBy: policy.policy };
      }
      throw againstPolicy(policy.policy, 'IgnoreSTARTTLS of the connector rules TLS out');
    }
  }
}

function demanded(tls: ClientTls, trust: TrustedHost, publicAuthorities: SecureContext): ClientTls {
  // Whom the connector trusts was said by hand, for these hosts.
  if (tls.trust !== 'anybody') return { ...tls, policy: 'required' };
  const context = typeof trust === 'object' && !('objection' in trust) ? publicAuthorities : tls.context;
  return { ...tls, policy: 'required', context, trust };
}

/**
 * Why mail waits: it names whose policy it is, and what the host does not meet. Not a reply of the peer, which has said
 * nothing of it.
 */
export function againstPolicy({ standard, of }: NamedPolicy, problem: string): HopError {
  const reply = standard === 'DANE' ? replies.daneFailed : replies.mtaStsFailed;
  const text = `${reply.text}; ${standard} policy of ${of}: ${problem}`;
  return new HopError('tls', reply.withText(text).toString());
}
