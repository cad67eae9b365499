import type { Organization } from '@mailyard/directory';
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
import { queueNameOf, type NextHop } from './next-hop.js';
import type { Addressee, MailboxRecipient } from './resolution/resolved-message.js';

/** A next hop, and the queue for it. */
interface Way {
  readonly nextHop: NextHop;
  readonly queue: string;
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
    private readonly size: number,
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
      const way = this.#toDestination(to);
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

  #toDestination(to: Destination): WayOut {
    const key = `${to.type}:${to.address}`;
    const known = this.#destinations.get(key);
    if (known !== undefined) return known;
    const { organization, place } = this;
    const route = outsideRoute(to, this.size, { organization, place });
    const way = route.outcome === 'routed' ? wayTo(route.nextHop) : route;
    this.#destinations.set(key, way);
    return way;
  }
}

function wayTo(nextHop: NextHop): Way {
  return { nextHop, queue: queueNameOf(nextHop) };
}
