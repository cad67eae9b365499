import type { Organization, SendConnector } from '@mailyard/directory';
import { canonicalAddress } from '@mailyard/schema';
import { domainKey, type ProxyTo } from '@mailyard/smtp';

/** What a hub may be connected to. */
export type Permission =
  | { readonly kind: 'granted'; readonly connector: SendConnector }
  | { readonly kind: 'refused'; readonly reason: string };

/** A host that was asked for: its name, or its address in brackets. */
export interface AskedHost {
  readonly name: string;
  readonly port: number;
}

// The hub names those that it would try in one attempt.
const hostsMax = 50;

/** Whether a connector leads there at all; which hosts these are, DNS tells. */
export function permissionFor({ connector: guid, domain }: ProxyTo, organization: Organization): Permission {
  const connector = organization.sendConnector(guid);
  if (connector === undefined) return refused('there is no such Send connector');
  const { Name, Enabled, FrontendProxyEnabled, DNSRoutingEnabled } = connector;
  if (!Enabled) return refused(`Send connector ${Name} is disabled`);
  if (!FrontendProxyEnabled) return refused(`FrontendProxyEnabled of Send connector ${Name} is off`);
  if (DNSRoutingEnabled && !covers(connector, domain)) {
    return refused(`Send connector ${Name} does not lead to ${domain}`);
  }
  return { kind: 'granted', connector };
}

function refused(reason: string): Permission {
  return { kind: 'refused', reason };
}

function covers({ AddressSpaces }: SendConnector, domain: string): boolean {
  const wanted = domainKey(domain);
  return AddressSpaces.some(({ Type, Address }) => {
    if (Type !== 'SMTP') return false;
    if (Address === '*') return true;
    const space = domainKey(Address.replace(/^\*\./, ''));
    return wanted === space || (Address.startsWith('*.') && wanted.endsWith(`.${space}`));
  });
}

/** Undefined: they cannot be read, or one has another port than the connector. */
export function askedHosts(
  hosts: readonly string[],
  { Port }: SendConnector,
): readonly AskedHost[] | undefined {
  if (hosts.length > hostsMax) return undefined;
  const asked = hosts.map((text) => askedHost(text, Port));
  return asked.every((host) => host !== undefined) ? asked : undefined;
}

function askedHost(text: string, ofConnector: number): AskedHost | undefined {
  const [, host = '', digits] = /^(\[[^[\]]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? ofConnector : Number(digits);
  const name = host.startsWith('[') ? literalOf(host) : domainKey(host);
  if (port !== ofConnector || name === undefined || name === '') return undefined;
  return { name, port };
}

function literalOf(text: string): string | undefined {
  const address = canonicalAddress(text.slice(1, -1).replace(/^IPv6:/i, ''));
  return address && `[${address}]`;
}
