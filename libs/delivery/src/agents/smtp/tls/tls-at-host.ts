import type { SecureContext } from 'node:tls';

import type { SendConnector } from '@mailyard/directory';
import type { MailHost, Resolver } from '@mailyard/dns';

import type { Destination } from '../destination.js';
import type { HostPolicies } from '../policy/host-policies.js';
import type { NamedPolicy } from '../policy/host-policy.js';
import { underPolicy, type TlsAtHost } from '../policy/under-policy.js';
import { outboundTls, type OutboundTlsBasis } from './outbound-tls.js';

export interface TlsAtHostOptions {
  readonly policies: Pick<HostPolicies, 'of'>;
  /** By the connector's list of DNS servers. */
  readonly resolver: (connector: SendConnector) => Resolver;
  /** What we have for TLS with hosts of this connector. */
  readonly ours: (connector: SendConnector) => OutboundTlsBasis;
  /** Those whom everybody trusts: MTA-STS asks for them (RFC 8461 §4.2). */
  readonly publicAuthorities: () => SecureContext;
  /** A policy in testing mode that this host would not meet. */
  readonly onTested: (policy: NamedPolicy, problem: string) => void;
}

/** TLS at a host: as the connector has it, and as the domain demands it. Rejects with a HopError that names the policy. */
export async function tlsAtHost(
  host: MailHost,
  destination: Destination,
  options: TlsAtHostOptions,
): Promise<TlsAtHost> {
  const { connector } = destination;
  const policy = await options.policies.of(host, {
    resolver: options.resolver(connector),
    port: connector.Port,
    mtaSts: connector.MtaStsEnabled,
    dane: connector.DaneEnabled,
    domain: destination.by === 'dns' ? destination.domain : undefined,
  });
  if (policy.kind === 'testing' && policy.problem !== undefined) {
    options.onTested(policy.policy, policy.problem);
  }
  const target = {
    host: host.name,
    domain: destination.name,
    source: destination.by === 'smart-hosts' ? host.source : undefined,
    authority: destination.authority,
  };
  const configured = outboundTls(connector, target, options.ours(connector));
  return underPolicy(policy, configured, options.publicAuthorities());
}
