import { isIP } from 'node:net';
import { lookup, resolveMx } from 'node:dns/promises';

import type { SendConnector } from '@mailyard/directory';
import { brokenRules, siteSmartHost } from '@mailyard/schema';

/** A host that a connector leads to, and where it is. */
export interface ResolvedHost {
  readonly host: string;
  /** Empty: nobody knows it. */
  readonly addresses: readonly string[];
}

const hostsMax = 5;

/** The smart hosts of a connector, or the mail hosts of a domain, as this machine sees them. */
export async function resolvedHosts(
  { DNSRoutingEnabled, SmartHosts }: Pick<SendConnector, 'DNSRoutingEnabled' | 'SmartHosts'>,
  domain: string | undefined,
): Promise<readonly ResolvedHost[]> {
  if (!DNSRoutingEnabled) return Promise.all(SmartHosts.slice(0, hostsMax).map(resolved));
  if (domain === undefined) return [];
  const records = await resolveMx(domain).catch(() => []);
  const names = records
    .toSorted((one, other) => one.priority - other.priority)
    .map(({ exchange }) => exchange)
    .filter((name) => name !== '');
  // RFC 5321 §5.1: without a record the domain itself is its host.
  return Promise.all((names.length === 0 ? [domain] : names).slice(0, hostsMax).map(resolved));
}

async function resolved(text: string): Promise<ResolvedHost> {
  const host = text.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return { host, addresses: [host] };
  const found = await lookup(host, { all: true }).catch(() => []);
  return { host, addresses: found.map(({ address }) => address) };
}

/** No form waits longer for a name. */
const patienceMs = 1_500;

/** S15: smart hosts that there are not, where somebody is about to say so. */
export async function unknownHosts(
  connectors: readonly SendConnector[],
  server: string,
): Promise<readonly string[]> {
  const hosts = connectors.flatMap(({ Name, SmartHosts }) =>
    SmartHosts.filter((host) => host !== siteSmartHost).map((host) => ({ Name, host })),
  );
  const told = await Promise.all(
    hosts.slice(0, hostsMax).map(async ({ Name, host }) => ((await isAbsent(host)) ? [{ Name, host }] : [])),
  );
  return told.flat().map(({ Name, host }) => `${Name}: ${brokenRules.S15(host, server).reason}`);
}

/** What cannot be found out in time is not told. */
async function isAbsent(text: string): Promise<boolean> {
  const host = text.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return false;
  const isNone = (error: unknown): boolean =>
    ['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '');
  const asked = lookup(host).then(
    () => false,
    async (error: unknown) => isNone(error) && resolveMx(host).then(() => false, isNone),
  );
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), patienceMs).unref();
  });
  return Promise.race([asked, late]);
}
