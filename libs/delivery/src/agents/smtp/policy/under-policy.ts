import type { SecureContext } from 'node:tls';

import { HopError, replies, type ClientTls, type PeerJudge } from '@mailyard/smtp';

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
  /**
   * Whose certificate is good is said by the domain or by hand, not by unsigned MX records alone: who is reached is the host
   * that the mail is for (RFC 8689 §4.2.1).
   */
  readonly verifiesHost?: boolean;
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
      const { tls, verifiesHost = false } = configured;
      if (tls === undefined) {
        throw againstPolicy(policy.policy, 'IgnoreSTARTTLS of the connector rules TLS out');
      }
      return {
        ...configured,
        // Whom the connector names was said by hand, for these hosts.
        tls: verifiesHost ? { ...tls, policy: 'required' } : demanded(tls, policy.trust, publicAuthorities),
        clearTextMayFollow: false,
        verifiesHost: verifiesHost || policy.trust !== 'anybody',
        demandedBy: policy.policy,
      };
    }
  }
}

function demanded(tls: ClientTls, trust: TrustedHost, publicAuthorities: SecureContext): ClientTls {
  const required: ClientTls = { ...tls, policy: 'required' };
  if (trust === 'anybody') return required;
  if ('objection' in trust) return { ...required, trust: bothOf(tls.trust, trust) };
  return { ...required, context: publicAuthorities, trust };
}

/** A valid chain, which the connector asks for whatever name is in it, and what the policy does. */
function bothOf(ofConnector: ClientTls['trust'], ofPolicy: PeerJudge): PeerJudge {
  if (typeof ofConnector !== 'object' || !('objection' in ofConnector)) return ofPolicy;
  return {
    host: ofPolicy.host,
    objection: (chain, unverified) =>
      ofConnector.objection(chain, unverified) ?? ofPolicy.objection(chain, unverified),
  };
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
