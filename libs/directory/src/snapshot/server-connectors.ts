import { nameKey } from '@mailyard/schema';

import type { OrganizationObjects } from '../kinds/index.js';
import type { ReceiveConnector } from '../kinds/receive-connectors/receive-connector.js';

type Lists = Pick<OrganizationObjects, 'Servers' | 'ReceiveConnectors'>;

/** What follows from servers and Receive connectors alone; it lasts until one of them changes. */
export class ServerConnectors {
  /** The names by which servers of the organization call themselves, in Received above all. */
  readonly hostNames: readonly string[];
  readonly #listed = new Map<string, ReceiveConnector[]>();
  readonly #mailboxDelivery = new Map<string, ReceiveConnector>();

  constructor(private readonly lists: Lists) {
    const named = [...lists.Servers, ...lists.ReceiveConnectors];
    this.hostNames = [...new Set(named.map(({ Fqdn }) => Fqdn.toLowerCase()))];
    for (const connector of lists.ReceiveConnectors) this.#add(connector);
  }

  isOf({ Servers, ReceiveConnectors }: Lists): boolean {
    return this.lists.Servers === Servers && this.lists.ReceiveConnectors === ReceiveConnectors;
  }

  /** Without the implicit one of Mailbox Delivery. */
  listed(server: string): readonly ReceiveConnector[] {
    return this.#listed.get(nameKey(server)) ?? [];
  }

  mailboxDelivery(server: string): ReceiveConnector | undefined {
    return this.#mailboxDelivery.get(nameKey(server));
  }

  #add(connector: ReceiveConnector): void {
    const key = nameKey(connector.Server);
    const list = this.#listed.get(key);
    if (connector.TransportRole === 'MailboxTransportDelivery') this.#mailboxDelivery.set(key, connector);
    else if (list === undefined) this.#listed.set(key, [connector]);
    else list.push(connector);
  }
}
