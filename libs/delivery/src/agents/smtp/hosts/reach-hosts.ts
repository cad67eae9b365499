import type { MailHost, MailHosts, NoHost } from '@mailyard/dns';
import { replies, type Reply } from '@mailyard/smtp';

import type { Destination } from '../destination.js';
import type { Reached } from './reached.js';

export interface HostServices {
  /** The hosts of the destination in the order to try them. */
  readonly hosts: (destination: Destination) => MailHosts;
  /** Connects to one: all that goes wrong on the way is `failed`, a limit of ours is `ended`. */
  readonly open: (host: MailHost, destination: Destination) => Promise<Reached>;
}

/** The hosts of a destination, one after the other, each connected when it is asked for; at the end, why there is no other. */
export async function* reachHosts(
  destination: Destination,
  { hosts, open }: HostServices,
): AsyncGenerator<Reached> {
  const found = hosts(destination);
  let next = await found.next();
  for (; !next.done; next = await found.next()) yield await open(next.value, destination);
  const end = endOf(next.value, destination);
  if (end !== undefined) yield end;
}

/** Undefined when every host was tried: what the last one did is the reason. */
function endOf(end: NoHost, destination: Destination): Reached | undefined {
  switch (end.kind) {
    case 'tried':
      return undefined;
    case 'failed':
      return notKnown(end.text);
    case 'bad-mx':
      return notKnown(`${end.host} has no address`);
    case 'null-mx':
      return nobody(replies.nullMx, destination);
    case 'only-ourselves':
      return nobody(replies.routingLoop, destination);
    case 'address-literal':
      return nobody(replies.addressLiteralRefused, destination);
    case 'no-such-domain':
    case 'no-address':
      return nobody(replies.nonExistentDomain, destination);
  }
}

function notKnown(why: string): Reached {
  const { dnsQueryFailed } = replies;
  return { kind: 'failed', said: dnsQueryFailed.withText(`${dnsQueryFailed.text}; ${why}`).toString() };
}

/** What is wrong with a smart host is wrong with the connector: no recipient is to blame, and mail waits. */
function nobody(about: Reply, { name, by, connector }: Destination): Reached {
  const reply = about.withText(`${about.text}; ${name}`);
  const waits = by === 'smart-hosts' || connector.ErrorPolicies.includes('DowngradeDnsFailures');
  if (waits) return { kind: 'failed', said: reply.toString() };
  return { kind: 'ended', outcome: { scope: 'message', reply } };
}
