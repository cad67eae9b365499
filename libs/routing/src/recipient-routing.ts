import type { Organization, RemoteDomain } from '@mailyard/directory';
import type { Reply } from '@mailyard/smtp';

import type {
  Bifurcation,
  FailedRecipient,
  ResolvedRecipient,
  UnreachableRecipient,
} from './categorization.js';
import { destinationOf, type Destination } from './connectors/destination.js';
import { outsideRoute } from './connectors/outside-route.js';
import type { RoutingPlace } from './connectors/own-smart-hosts.js';
import { mailboxNextHop } from './mailbox-next-hop.js';
import { nextHopTo, queueNameOf, type NextHop } from './next-hop.js';
import type { Addressee, MailboxRecipient } from './resolution/resolved-lists.js';
import type { RoutableMessage } from './routable-message.js';

/** A next hop, and the queue for it. */
interface Way {
  readonly nextHop: NextHop;
  readonly queue: string;
  /** Tells destinations that want their texts written otherwise; none where there are no such wishes. */
  readonly text?: string;
}

type WayOut = Way | { readonly reply: Reply } | { readonly lastError: string };

/** A recipient with the way of its copy. */
export interface RoutedRecipient {
  readonly recipient: ResolvedRecipient;
  readonly way: Way;
  readonly bifurcation: Bifurcation | undefined;
}

/** What routing makes of recipients. */
export interface Routed {
  readonly recipients: readonly RoutedRecipient[];
  readonly failed: readonly FailedRecipient[];
  readonly unreachable: readonly UnreachableRecipient[];
}

/**
 * The third stage of the categorizer: every recipient gets a next hop. A message may have many recipients in one database or
 * in one domain, so the way of each is looked for once.
 */
export class RecipientRouting {
  readonly #databases = new Map<string, Way>();
  readonly #destinations = new Map<string, WayOut>();

  constructor(
    private readonly message: Pick<RoutableMessage, 'size' | 'history'>,
    private readonly organization: Organization,
    private readonly place: RoutingPlace,
  ) {}

  route(addressees: readonly Addressee[]): Routed {
    const recipients: RoutedRecipient[] = [];
    const failed: FailedRecipient[] = [];
    const unreachable: UnreachableRecipient[] = [];
    for (const { recipient, at, bifurcation } of addressees) {
      if (at.kind === 'Mailbox') {
        recipients.push({ recipient, way: this.#toDatabase(at), bifurcation });
        continue;
      }
      const to = destinationOf(recipient.path, this.organization);
      const way = at.kind === 'Server' ? this.#toServer(at.fqdn) : this.#toDestination(to);
      if ('nextHop' in way) recipients.push({ recipient, way, bifurcation });
      else if ('reply' in way) failed.push({ recipient, reply: way.reply });
      else unreachable.push({ recipient, domain: to.address, lastError: way.lastError, ...bifurcation });
    }
    return { recipients, failed, unreachable };
  }

  #toDatabase(mailbox: MailboxRecipient): Way {
    const known = this.#databases.get(mailbox.Database);
    if (known !== undefined) return known;
    const way = wayTo(mailboxNextHop(mailbox, this.organization, this.place));
    this.#databases.set(mailbox.Database, way);
    return way;
  }

  #toServer(fqdn: string): Way {
    return wayTo(nextHopTo('SmtpRelayToServers', fqdn));
  }

  #toDestination(to: Destination): WayOut {
    const key = `${to.type}:${to.address}`;
    const known = this.#destinations.get(key);
    if (known !== undefined) return known;
    const { organization, place } = this;
    const route = outsideRoute(to, this.message, { organization, place });
    const way = route.outcome === 'routed' ? this.#withText(wayTo(route.nextHop), to) : route;
    this.#destinations.set(key, way);
    return way;
  }

  /** Behind a smart host are domains of all kinds; elsewhere those who share a queue are of one. */
  #withText(way: Way, { address }: Destination): Way {
    const { RemoteDomains } = this.organization.objects;
    if (RemoteDomains.length < 2 || way.nextHop.deliveryType !== 'SmartHostConnectorDelivery') return way;
    return { ...way, text: textKey(this.organization.remoteDomain(address)) };
  }
}

/** The same for domains whose texts are written in one way. */
function textKey(remote: RemoteDomain | undefined): string {
  if (remote === undefined) return '';
  const { CharacterSet, NonMimeCharacterSet, LineWrapSize, ByteEncoderTypeFor7BitCharsets } = remote;
  return [CharacterSet, NonMimeCharacterSet, LineWrapSize, ByteEncoderTypeFor7BitCharsets].join(' ');
}

function wayTo(nextHop: NextHop): Way {
  return { nextHop, queue: queueNameOf(nextHop) };
}
