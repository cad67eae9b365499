import { addressInBrackets } from './address-literal.js';
import { weightier, type MailHosts, type NoHost } from './mail-host.js';
import { hostsOf, type MailHostsOptions } from './mail-hosts.js';

export interface SmartHostsOptions extends Omit<MailHostsOptions, 'addressLiterals'> {
  /** Which of them is first, counted on with each connection: they are used in rotation. */
  readonly turn: number;
}

/**
 * The smart hosts of a connector, in the order to try them: `[192.0.2.1]`, `[2001:db8::1]`, or a name, of which the MX records
 * lead to hosts or, if it has none, its addresses. As mailHosts in all else; what is wrong with a smart host is wrong with the
 * connector, not with the recipient, so that no reason is one to give mail up for.
 */
export async function* smartHosts(list: readonly string[], options: SmartHostsOptions): MailHosts {
  const first = list.length === 0 ? 0 : options.turn % list.length;
  let end: NoHost = { kind: 'no-address' };
  for (const smartHost of [...list.slice(first), ...list.slice(0, first)]) {
    end = weightier(end, yield* hostsOf(literalOr(smartHost), { ...options, addressLiterals: 'allowed' }));
  }
  return end;
}

/** Exchange writes IPv6 addresses without the tag that RFC 5321 §4.1.3 asks for. */
function literalOr(smartHost: string): string {
  const address = addressInBrackets(smartHost);
  return address?.includes(':') === true ? `[IPv6:${address}]` : smartHost;
}
