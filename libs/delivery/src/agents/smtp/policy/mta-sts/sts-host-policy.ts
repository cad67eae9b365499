import type { MailHost } from '@mailyard/dns';

import type { HostPolicy, NamedPolicy } from '../host-policy.js';
import { listsHost, type StsPolicy } from './sts-policy.js';

/** What a domain's policy demands at one of its hosts (RFC 8461 §4, §5). */
export function stsHostPolicy(host: MailHost, domain: string, found: StsPolicy | undefined): HostPolicy {
  if (found === undefined || found.mode === 'none') return { kind: 'none' };
  const policy: NamedPolicy = { standard: 'MTA-STS', of: domain };
  const problem = listsHost(found, host.name) ? undefined : `${host.name} is not one of its hosts`;
  if (found.mode === 'testing') return { kind: 'testing', policy, ...(problem !== undefined && { problem }) };
  if (problem !== undefined) return { kind: 'forbidden', policy, problem };
  return { kind: 'enforce', policy, trust: { host: host.name } };
}
