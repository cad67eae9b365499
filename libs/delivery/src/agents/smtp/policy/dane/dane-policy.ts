import type { MailHost, Resolver, TlsaRecord } from '@mailyard/dns';
import { domainKey } from '@mailyard/smtp';

import type { HostPolicy, NamedPolicy } from '../host-policy.js';
import { objectionOfTlsa, usableRecords } from './tlsa-check.js';

export interface DanePolicyOptions {
  readonly resolver: Pick<Resolver, 'tlsa'>;
  readonly port: number;
  /** Wall clock. */
  readonly now: () => Date;
}

/**
 * DANE for SMTP (RFC 7672): where everything on the way to a host was validated, its TLSA records say whose certificate is
 * good. Without them, or without validation, DANE says nothing.
 */
export async function danePolicy(host: MailHost, options: DanePolicyOptions): Promise<HostPolicy> {
  if (!host.secure) return { kind: 'none' };
  // RFC 7672 §2.2.2: the name behind the aliases first.
  for (const base of new Set([host.canonical ?? host.name, host.name])) {
    const answer = await options.resolver.tlsa(`_${options.port}._tcp.${base}`);
    const policy: NamedPolicy = { standard: 'DANE', of: base };
    // RFC 7672 §2.1.2: an attacker could keep the records from us, so that not to know them is no reason to go on.
    if (answer.kind === 'failed') {
      return { kind: 'forbidden', policy, problem: `DNS cannot tell its TLSA records: ${answer.text}` };
    }
    if (answer.kind === 'found' && answer.secure === true) {
      return { kind: 'enforce', policy, trust: trusted(answer.records, { base, host, now: options.now }) };
    }
  }
  return { kind: 'none' };
}

function trusted(
  told: readonly TlsaRecord[],
  { base, host, now }: { readonly base: string; readonly host: MailHost; readonly now: () => Date },
): Extract<HostPolicy, { kind: 'enforce' }>['trust'] {
  const records = usableRecords(told);
  // RFC 7672 §2.2: records that we cannot use still say that TLS is spoken there.
  if (records.length === 0) return 'anybody';
  const names = [...new Set([base, host.name, domainKey(host.source)])];
  return { host: base, objection: (chain) => objectionOfTlsa(chain, { records, names, now: now() }) };
}
