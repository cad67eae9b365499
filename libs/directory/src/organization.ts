import { smtpAddressKey } from '@mailyard/schema';
import { addressKey, isSystemAddress, type Path } from '@mailyard/smtp';

import { Accounts, type Account } from './accounts.js';
import { implicitPostmaster } from './default-postmaster.js';
import type { AcceptedDomain } from './kinds/accepted-domains/accepted-domain.js';
import { domainNames, nearestOf } from './kinds/accepted-domains/domain-indexes.js';
import type { DeliveryAgentConnector } from './kinds/delivery-agent-connectors/delivery-agent-connector.js';
import type { DistributionGroup } from './kinds/distribution-groups/distribution-group.js';
import type { ForeignConnector } from './kinds/foreign-connectors/foreign-connector.js';
import type { OrganizationObjects } from './kinds/index.js';
import { sendConnectorNames } from './kinds/send-connectors/send-connector.js';
import { mailboxDatabaseNames } from './kinds/mailbox-databases/mailbox-database.js';
import type { MailUser } from './kinds/mail-users/mail-user.js';
import type { Mailbox } from './kinds/mailboxes/mailbox.js';
import type { ReceiveConnector } from './kinds/receive-connectors/receive-connector.js';
import { remoteDomainDomains, type RemoteDomain } from './kinds/remote-domains/remote-domain.js';
import type { SendConnector } from './kinds/send-connectors/send-connector.js';
import { serverNames, type Server } from './kinds/servers/server.js';
import type { TransportSettings } from './kinds/transport-settings/transport-settings.js';
import { foreignAddress } from './recipients/foreign-address.js';
import { RecipientDirectory } from './recipients/recipient-directory.js';
import type { Recipient, StoredGroup } from './recipients/recipient.js';
import { IndexedObjects } from './snapshot/indexed-objects.js';
import { indexedObjects } from './snapshot/objects-draft.js';
import { ServerConnectors } from './snapshot/server-connectors.js';

/** What an address without a domain belongs to. */
export interface DefaultDomain {
  readonly DomainName: string;
}

/**
 * The organization at one revision. Immutable: whoever took it at the start of a transaction ends the transaction by
 * the same rules. All look-ups go by indexes, which the next revision shares as far as they stay the same, and compare
 * names as people read them, without regard to case; addresses and domains also without regard to quoting and to the form of
 * an internationalized name.
 */
export class Organization {
  readonly transport: TransportSettings;
  /** The server at the perimeter that this is the directory of; undefined: it is an organization's. */
  readonly edge: Server | undefined;
  /** The default accepted domain; an Edge that accepts mail for none has its own name. */
  readonly defaultDomain: DefaultDomain;
  /** What this revision has, and what the next one is made from. */
  readonly indexed: IndexedObjects;
  readonly #connectors: ServerConnectors;
  readonly #recipients: RecipientDirectory;
  readonly #accounts: Accounts;
  #databases: readonly string[] | undefined;
  #postmaster: Recipient | undefined;

  constructor(
    readonly revision: number,
    objects: OrganizationObjects | IndexedObjects,
    former?: Organization,
  ) {
    this.indexed = objects instanceof IndexedObjects ? objects : indexedObjects(objects);
    const [transport] = this.objects.TransportSettings;
    this.edge = this.servers.find(({ ServerRole }) => ServerRole === 'Edge');
    const defaultDomain = this.acceptedDomains.find((domain) => domain.Default) ?? ownDomain(this.edge);
    if (transport === undefined || defaultDomain === undefined) {
      throw new Error('an organization has transport settings and a default domain');
    }
    this.transport = transport;
    this.defaultDomain = defaultDomain;
    this.#connectors =
      former !== undefined && former.#connectors.isOf(this.objects)
        ? former.#connectors
        : new ServerConnectors(this.objects);
    // Whoever accepts mail for another domain at an Edge has the same accounts there.
    this.#accounts = new Accounts(this.indexed, ownDomain(this.edge) ?? defaultDomain);
    this.#recipients = new RecipientDirectory(
      this.indexed,
      former === undefined ? undefined : former.#recipients,
    );
  }

  /** By kind, in the order of their names. */
  get objects(): OrganizationObjects {
    return this.indexed.lists;
  }

  get servers(): readonly Server[] {
    return this.objects.Servers;
  }

  get acceptedDomains(): readonly AcceptedDomain[] {
    return this.objects.AcceptedDomains;
  }

  get mailboxes(): readonly Mailbox[] {
    return this.objects.Mailboxes;
  }

  get distributionGroups(): readonly DistributionGroup[] {
    return this.objects.DistributionGroups;
  }

  /** Names of the databases that mailboxes are in. */
  get mailboxDatabases(): readonly string[] {
    return (this.#databases ??= [...new Set(this.mailboxes.map(({ Database }) => Database))]);
  }

  /** The names by which servers of the organization call themselves, in Received above all. */
  get hostNames(): readonly string[] {
    return this.#connectors.hostNames;
  }

  /** Who takes mail for the addresses of the system; `postmaster` of nobody's making is the implicit one. */
  get postmaster(): Recipient {
    return (this.#postmaster ??= this.#namedPostmaster() ?? {
      ...implicitPostmaster(this.mailboxDatabases, this.defaultDomain.DomainName),
      kind: 'Mailbox',
    });
  }

  /** False: mail for the addresses of the system is kept in a mailbox that nobody reads. */
  get hasPostmaster(): boolean {
    return this.#namedPostmaster() !== undefined;
  }

  server(name: string): Server | undefined {
    return this.indexed.first(serverNames, name);
  }

  /** The name by which a server calls itself; one that the organization does not know yet, by its settings. */
  fqdnOf({ server, fqdn }: { readonly server: string; readonly fqdn: string }): string {
    return this.server(server)?.Fqdn ?? fqdn;
  }

  /** The Receive connectors of a server as they are listed: without the implicit one of Mailbox Delivery. */
  receiveConnectors(server: string): readonly ReceiveConnector[] {
    return this.#connectors.listed(server);
  }

  receiveConnector(guid: string): ReceiveConnector | undefined {
    return this.indexed.get('ReceiveConnectors', guid);
  }

  get sendConnectors(): readonly SendConnector[] {
    return this.objects.SendConnectors;
  }

  sendConnector(guid: string): SendConnector | undefined {
    return this.indexed.get('SendConnectors', guid);
  }

  sendConnectorNamed(name: string): SendConnector | undefined {
    return this.indexed.first(sendConnectorNames, name);
  }

  get deliveryAgentConnectors(): readonly DeliveryAgentConnector[] {
    return this.objects.DeliveryAgentConnectors;
  }

  deliveryAgentConnector(guid: string): DeliveryAgentConnector | undefined {
    return this.indexed.get('DeliveryAgentConnectors', guid);
  }

  get foreignConnectors(): readonly ForeignConnector[] {
    return this.objects.ForeignConnectors;
  }

  foreignConnector(guid: string): ForeignConnector | undefined {
    return this.indexed.get('ForeignConnectors', guid);
  }

  /** The server that a mailbox database is at; undefined: at every one. */
  databaseServer(database: string): string | undefined {
    return this.indexed.first(mailboxDatabaseNames, database)?.Server;
  }

  /** The implicit Receive connector on 475; its parameters are those of the Mailbox Transport Delivery service. */
  mailboxDeliveryConnector(server: string): ReceiveConnector | undefined {
    return this.#connectors.mailboxDelivery(server);
  }

  /** The accepted domain that a domain belongs to: its own name first, then the nearest `*.` above it. */
  acceptedDomain(domain: string): AcceptedDomain | undefined {
    return nearestOf(domain, domainNames, this.indexed);
  }

  /** How to deal with a domain that is not accepted, the most specific one; nothing where even `*` has been left out. */
  remoteDomain(domain: string): RemoteDomain | undefined {
    return (
      nearestOf(domain, remoteDomainDomains, this.indexed) ?? this.indexed.firstAt(remoteDomainDomains, '*')
    );
  }

  /** Whether recipients there count as internal: in an accepted domain, or one that IsInternal of a remote domain names. */
  isInternal(domain: string): boolean {
    return this.acceptedDomain(domain) !== undefined || this.remoteDomain(domain)?.IsInternal === true;
  }

  /**
   * By any address, as far as the organization says who gets what is sent there. `<Postmaster>` (RFC 5321 §4.1.1.3) is
   * postmaster of the default domain.
   */
  recipient(address: Path): Recipient | undefined {
    const path = address.domain === '' ? { ...address, domain: this.defaultDomain.DomainName } : address;
    const found = this.#recipients.byAddress(path);
    if (found !== undefined) return found;
    const plus = this.transport.AllowPlusAddressInRecipients;
    const without = plus ? this.#recipients.byPlusAddress(path) : undefined;
    return without ?? this.#systemRecipient(path) ?? this.#catchAll(path);
  }

  /** Who sends from an address: whoever has it, in the organization or outside. */
  sender(path: Path): Recipient | undefined {
    return this.#recipients.sender(path);
  }

  /** An address of another mail system is a connector's, and not just one that nobody has. */
  #catchAll(path: Path): Recipient | undefined {
    const name = this.acceptedDomain(path.domain)?.CatchAllRecipient;
    if (name === undefined || foreignAddress(path, this) !== undefined) return undefined;
    return this.recipientByName(name);
  }

  /** RFC 5321 §4.5.1: postmaster@ every domain that we serve, and whoever DSNs come from, is somebody. */
  #systemRecipient(path: Path): Recipient | undefined {
    // Who gets mail is known behind an Edge.
    if (this.edge !== undefined) return undefined;
    const { ExternalPostmasterAddress: external } = this.transport;
    const isExternal = external !== undefined && addressKey(path) === smtpAddressKey(external);
    if (!isExternal && !isSystemAddress(path)) return undefined;
    return this.acceptedDomain(path.domain) === undefined ? undefined : this.postmaster;
  }

  #namedPostmaster(): Recipient | undefined {
    const { MicrosoftExchangeRecipientReplyRecipient: named, ExternalPostmasterAddress } = this.transport;
    const addresses = [`postmaster@${this.defaultDomain.DomainName}`, ExternalPostmasterAddress];
    const candidates = [named, ...addresses, 'postmaster'];
    const found = candidates.map((name) => (name === undefined ? undefined : this.recipientByName(name)));
    return found.find((recipient) => recipient !== undefined);
  }

  /** By name, alias or address, as a group names its members. */
  recipientByName(name: string): Recipient | undefined {
    return this.#recipients.byName(name);
  }

  /** The members of a group, which may be groups; one whose recipient is gone is left out. */
  members(group: StoredGroup): readonly Recipient[] {
    return this.#recipients.members(group);
  }

  /** Guids of all groups that a recipient belongs to, through other groups as well. */
  groupsOf(member: Recipient): ReadonlySet<string> {
    return this.#recipients.groupsOf(member);
  }

  /** By UserPrincipalName, or by the alias of its user; `CONTOSO\\alice` is alice, since there are no Windows domains. */
  account(login: string): Account | undefined {
    return this.#accounts.account(login);
  }

  /** The complete form of a login, the same for all ways to write it, whether or not there is such an account. */
  principalName(login: string): string {
    return this.#accounts.principalName(login);
  }

  /** The mailbox or mail user of a login: its EmailAddresses are those that the user may send as. */
  userOfLogin(login: string): Mailbox | MailUser | undefined {
    return this.#accounts.user(login);
  }
}

function ownDomain(edge: Server | undefined): DefaultDomain | undefined {
  return edge && { DomainName: edge.Fqdn };
}
