import type { ReceiveConnector } from '@mailyard/directory';

type IntegratedParameters = Pick<
  ReceiveConnector,
  'AuthMechanism' | 'EnableAuthGSSAPI' | 'ExtendedProtectionPolicy'
>;

/**
 * Why a connector with `Integrated` does not offer it; undefined: it does, or has not promised it. `Integrated` is
 * Kerberos here: for NTLM there is no domain controller.
 */
export function integratedObstacle(
  { AuthMechanism, EnableAuthGSSAPI, ExtendedProtectionPolicy }: IntegratedParameters,
  { kerberos }: { readonly kerberos: boolean },
): string | undefined {
  if (!AuthMechanism.includes('Integrated')) return undefined;
  if (!kerberos) return 'MAILYARD_KERBEROS_KEYTAB names no keytab';
  if (!EnableAuthGSSAPI) return 'EnableAuthGSSAPI is off, and there is no NTLM';
  // RFC 4752 §3.1 leaves channel bindings out of SASL GSSAPI.
  return ExtendedProtectionPolicy === 'Require'
    ? 'ExtendedProtectionPolicy is Require, and no TLS channel is bound'
    : undefined;
}
