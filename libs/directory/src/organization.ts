import { isSameName, loginKey, nameKey, readableName, smtpAddressKey } from '@mailyard/schema';
import { addressKey, domainKey, isSystemAddress, type Path } from '@mailyard/smtp';

import { implicitPostmaster } from './default-postmaster.js';
import type { AcceptedDomain } from './kinds/accepted-domains/accepted-domain.js';
import type { Credential } from './kinds/credentials/credential.js';
import type { OrganizationObjects } from './kinds/index.js';
import type { DistributionGroup, Mailbox } from './kinds/mailboxes/recipient.js';
import type { ReceiveConnector } from './kinds/receive-connectors/receive-connector.js';
import type { Server } from './kinds/servers/server.js';
import type { TransportSettings } from './kinds/transport-settings/transport-settings.js';

/** Whoever mail can be addressed to; `kind` tells the two apart. */
export type Recipient =
  (Mailbox & { readonly kind: 'Mailbox' }) | (DistributionGroup & { readonly kind: 'DistributionGroup' });

/** Somebody who can sign in. */
export interface Account {
  /** UserPrincipalName. */
  readonly login: string;
  /** Without one there is no password: Kerberos may do instead. */
  readonly credential: Credential | undefined;
  /** A server's account has none. */
  readonly mailbox: Mailbox | undefined;
}

/** True when `domain` is the accepted domain's own name or, for `*.name`, below it. */
export function isInDomain(domain: string, acceptedName: string): boolean {
  const [name, accepted] = [domainKey(domain), domainKey(acceptedName)];
  return accepted.startsWith('*.') ? name.endsWith(accepted.slice(1)) : name === accepted;
}

/**
 * The organization at one revision. Immutable: whoever took it at the start of a transaction ends the transaction by
 * the same rules. All look-ups are maps, made once a snapshot, and compare names as people read
 * them, without regard to case; addresses and domains also without regard to quoting and to the form of an internationalized name.
 */
export class Organization {
  readonly servers: readonly Server[];
  readonly acceptedDomains: readonly AcceptedDomain[];
  readonly mailboxes: readonly Mailbox[];
  /** Names of the databases that mailboxes are in. */
  readonly mailboxDatabases: readonly string[];
  readonly distributionGroups: readonly DistributionGroup[];
  readonly transport: TransportSettings;
  readonly defaultDomain: AcceptedDomain;
  /** The names by which servers of the organization call themselves, in Received above all. */
  readonly hostNames: readonly string[];
  readonly #connectors = new Map<string, ReceiveConnector[]>();
  readonly #connectorByGuid = new Map<string, ReceiveConnector>();
  readonly #mailboxDelivery = new Map<string, ReceiveConnector>();
  readonly #domains = new Map<string, AcceptedDomain>();
  readonly #byAddress = new Map<string, Recipient>();
  readonly #byName = new Map<string, Recipient>();
  readonly #byLogin = new Map<string, Mailbox>();
  readonly #credentials = new Map<string, Credential>();
  /** Who takes mail for the addresses of the system; `postmaster` of nobody's making is the implicit one. */
  readonly postmaster: Recipient;

  constructor(
    readonly revision: number,
    readonly objects: OrganizationObjects,
  ) {
    const [transport] = objects.TransportSettings;
    const defaultDomain = objects.AcceptedDomains.find((domain) => domain.Default);
    if (transport === undefined || defaultDomain === undefined) {
      throw new Error('an organization has transport settings and a default domain');
    }
    this.servers = objects.Servers;
    this.acceptedDomains = objects.AcceptedDomains;
    this.mailboxes = objects.Mailboxes;
    this.mailboxDatabases = [...new Set(objects.Mailboxes.map(({ Database }) => Database))];
    this.distributionGroups = objects.DistributionGroups;
    this.transport = transport;
    this.defaultDomain = defaultDomain;
    const named = [...objects.Servers, ...objects.ReceiveConnectors];
    this.hostNames = [...new Set(named.map(({ Fqdn }) => Fqdn.toLowerCase()))];
    for (const connector of objects.ReceiveConnectors) this.#addConnector(connector);
    for (const domain of objects.AcceptedDomains) {
      this.#domains.set(domainKey(domain.DomainName), domain);
    }
    for (const mailbox of objects.Mailboxes) this.#addMailbox(mailbox);
    for (const group of objects.DistributionGroups) {
      this.#addRecipient({ ...group, kind: 'DistributionGroup' });
    }
    for (const credential of objects.Credentials) {
      this.#credentials.set(loginKey(credential.Login), credential);
    }
    this.postmaster = this.#namedPostmaster() ?? {
      ...implicitPostmaster(objects, defaultDomain.DomainName),
      kind: 'Mailbox',
    };
  }

  /** False: mail for the addresses of the system is kept in a mailbox that nobody reads. */
  get hasPostmaster(): boolean {
    return this.#namedPostmaster() !== undefined;
  }

  server(name: string): Server | undefined {
    return this.servers.find((server) => isSameName(server.Name, name));
  }

  /** The name by which a server calls itself; one that the organization does not know yet, by its settings. */
  fqdnOf({ server, fqdn }: { readonly server: string; readonly fqdn: string }): string {
    return this.server(server)?.Fqdn ?? fqdn;
  }

  /** The Receive connectors of a server as they are listed: without the implicit one of Mailbox Delivery. */
  receiveConnectors(server: string): readonly ReceiveConnector[] {
    return this.#connectors.get(nameKey(server)) ?? [];
  }

  receiveConnector(guid: string): ReceiveConnector | undefined {
    return this.#connectorByGuid.get(guid);
  }

  /** The implicit Receive connector on 475; its parameters are those of the Mailbox Transport Delivery service. */
  mailboxDeliveryConnector(server: string): ReceiveConnector | undefined {
    return this.#mailboxDelivery.get(nameKey(server));
  }

  /** The accepted domain that a domain belongs to: its own name first, then the nearest `*.` above it. */
  acceptedDomain(domain: string): AcceptedDomain | undefined {
    const name = domainKey(domain);
    let accepted = this.#domains.get(name);
    for (
      let dot = name.indexOf('.');
      accepted === undefined && dot !== -1;
      dot = name.indexOf('.', dot + 1)
    ) {
      accepted = this.#domains.get(`*${name.slice(dot)}`);
    }
    return accepted;
  }

  /** By any address. `<Postmaster>` (RFC 5321 §4.1.1.3) is postmaster of the default domain. */
  recipient(address: Path): Recipient | undefined {
    const path = address.domain === '' ? { ...address, domain: this.defaultDomain.DomainName } : address;
    return this.#byAddress.get(addressKey(path)) ?? this.#systemRecipient(path);
  }

  /** RFC 5321 §4.5.1: postmaster@ every domain that we serve, and whoever DSNs come from, is somebody. */
  #systemRecipient(path: Path): Recipient | undefined {
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
    const readable = readableName(name);
    const named = this.#byName.get(readable.toLowerCase());
    return named ?? (readable.includes('@') ? this.#byAddress.get(smtpAddressKey(readable)) : undefined);
  }

  /** The members of a group; one whose recipient is gone is left out. */
  members(group: DistributionGroup): readonly Recipient[] {
    return group.Members.flatMap((name) => this.recipientByName(name) ?? []);
  }

  /** By UserPrincipalName, or by the alias of its mailbox; `CONTOSO\\alice` is alice, since there are no Windows domains. */
  account(login: string): Account | undefined {
    const mailbox = this.mailboxOfLogin(nameInLogin(login));
    const principalName = this.principalName(login);
    const credential = this.#credentials.get(loginKey(principalName));
    if (credential === undefined && mailbox === undefined) return undefined;
    return { login: principalName, credential, mailbox };
  }

  /** The complete form of a login, the same for all ways to write it, whether or not there is such an account. */
  principalName(login: string): string {
    const name = nameInLogin(login);
    const principalName = this.mailboxOfLogin(name)?.UserPrincipalName;
    return principalName ?? (name.includes('@') ? name : `${name}@${this.defaultDomain.DomainName}`);
  }

  /** The mailbox of a user: its EmailAddresses are those that the user may send as. */
  mailboxOfLogin(login: string): Mailbox | undefined {
    return this.#byLogin.get(loginKey(login));
  }

  #addConnector(connector: ReceiveConnector): void {
    this.#connectorByGuid.set(connector.Guid, connector);
    const key = nameKey(connector.Server);
    const list = this.#connectors.get(key);
    if (connector.TransportRole === 'MailboxTransportDelivery') this.#mailboxDelivery.set(key, connector);
    else if (list === undefined) this.#connectors.set(key, [connector]);
    else list.push(connector);
  }

  #addMailbox(mailbox: Mailbox): void {
    this.#addRecipient({ ...mailbox, kind: 'Mailbox' });
    // An alias has no @, so neither can stand for the other.
    for (const login of [mailbox.UserPrincipalName, mailbox.Alias]) {
      this.#byLogin.set(loginKey(login), mailbox);
    }
  }

  #addRecipient(recipient: Recipient): void {
    for (const address of recipient.EmailAddresses) {
      this.#byAddress.set(smtpAddressKey(address), recipient);
    }
    // A name wins over another recipient's alias, whichever comes first.
    const alias = nameKey(recipient.Alias);
    if (!this.#byName.has(alias)) this.#byName.set(alias, recipient);
    this.#byName.set(nameKey(recipient.Name), recipient);
  }
}

function nameInLogin(login: string): string {
  const readable = readableName(login);
  return readable.slice(readable.indexOf('\\') + 1);
}
