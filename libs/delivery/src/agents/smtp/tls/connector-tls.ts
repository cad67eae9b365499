import type { SecureContext } from 'node:tls';

import type { ClientTls } from '@mailyard/smtp';

import type { Destination } from '../destination.js';
import type { TlsAtHost } from '../policy/under-policy.js';

/** TLS as the parameters of a Send connector have it: where it is offered, always, or never. */
export function connectorTls(destination: Destination, context: SecureContext): TlsAtHost {
  const { IgnoreSTARTTLS, RequireTLS } = destination.connector;
  if (IgnoreSTARTTLS) return { tls: undefined, clearTextMayFollow: true };
  const policy = RequireTLS ? 'required' : 'opportunistic';
  return {
    tls: { command: 'STARTTLS', context, policy, trust: trustOf(destination) },
    clearTextMayFollow: !RequireTLS,
  };
}

/** TlsAuthLevel. Where nothing is said TLS keeps out listeners only (RFC 7435). */
function trustOf(destination: Destination): ClientTls['trust'] {
  const { TlsAuthLevel, TlsDomain } = destination.connector;
  switch (TlsAuthLevel) {
    case undefined:
    case 'EncryptionOnly':
      return 'anybody';
    case 'CertificateValidation':
      return 'authority';
    case 'DomainValidation':
      return { host: TlsDomain ?? destination.name };
  }
}
