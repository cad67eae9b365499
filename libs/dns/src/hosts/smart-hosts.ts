import { addressInBrackets } from './address-literal.js';
import { fileHosts } from './file-hosts.js';
import { isLocalhost } from './host-addresses.js';
import { weightier, type MailHost, type MailHosts, type NoHost } from './mail-host.js';
import { hostsOf, type MailHostsOptions } from './mail-hosts.js';

export interface SmartHostsOptions extends Omit<MailHostsOptions, 'addressLiterals'> {
  /** Which of them is first, counted on with each connection: they are used in rotation. */
  readonly turn: number;
  /** Where names are looked for before DNS is asked; `/etc/hosts` where nothing is said. */
  readonly hostsFile?: string | undefined;
}

/**
 * The smart hosts of a connector, in the order to try them: `[192.0.2.1]`, `[2001:db8::1]`, or a name: a host of the machine's
 * own list, else of which the MX records lead to hosts or, if it has none, its addresses. As mailHosts in all else; what is wrong
 * with a smart host is wrong with the connector, not with the recipient, so that no reason is one to give mail up for.
 */
export async function* smartHosts(list: readonly string[], options: SmartHostsOptions): MailHosts {
  const first = list.length === 0 ? 0 : options.turn % list.length;
  const listed = await fileHosts(options.hostsFile);
  let end: NoHost = { kind: 'no-address' };
  for (const smartHost of [...list.slice(first), ...list.slice(0, first)]) {
    const name = smartHost.toLowerCase().replace(/\.$/, '');
    const addresses = isLocalhost(name) ? undefined : listed.get(name);
    const hosts =
      addresses === undefined
        ? hostsOf(literalOr(smartHost), { ...options, addressLiterals: 'allowed' })
        : listedHost({ name, source: smartHost, addresses, secure: false }, options);
    end = weightier(end, yield* hosts);
  }
  return end;
}

async function* listedHost(host: MailHost, { isOurselves }: SmartHostsOptions): MailHosts {
  if (isOurselves(host)) return { kind: 'only-ourselves' };
  yield host;
  return { kind: 'tried' };
}

/** Exchange writes IPv6 addresses without the tag that RFC 5321 §4.1.3 asks for. */
function literalOr(smartHost: string): string {
  const address = addressInBrackets(smartHost);
  return address?.includes(':') === true ? `[IPv6:${address}]` : smartHost;
}
