import type { DirectorySource, Organization } from '@mailyard/directory';
import { distinguishedNameKey, isSameName, smtpAddressKey } from '@mailyard/schema';

import type { Fit, MappedRecipient, SourcedKind } from './mapped-recipient.js';
import type { TakenNames } from './taken-names.js';

/** A recipient as the organization has it already. */
export interface KnownRecipient {
  readonly Guid: string;
  readonly Name: string;
  readonly Alias: string;
  readonly Database?: string;
  readonly EmailAddresses: readonly string[];
}

/** What a recipient is called in the organization. */
export interface NamedRecipient {
  readonly Name: string;
  readonly Alias: string;
  readonly PrimarySmtpAddress: string;
  readonly EmailAddresses: readonly string[];
  readonly UserPrincipalName?: string;
}

/** Somebody whom others name: by the primary address, which is nobody else’s. */
export interface Named {
  readonly kind: SourcedKind;
  readonly address: string;
}

/** Says what could not be taken over of an entry. */
export type Note = (reason: string) => void;

interface Naming {
  readonly taken: TakenNames;
  readonly organization: Organization;
  readonly known: KnownRecipient | undefined;
  readonly note: Note;
}

/** Names that nobody has yet; undefined when the primary address cannot be had. What it was called before it stays, where it may. */
export function namedRecipient(mapped: MappedRecipient, naming: Naming): NamedRecipient | undefined {
  const { taken, known, note } = naming;
  const addresses = mapped.addresses.filter((address) => isUsable(address, mapped, naming));
  const [primary, ...others] = addresses;
  if (primary === undefined || primary !== mapped.addresses[0]) {
    note('it is left out, since its primary address cannot be used');
    return undefined;
  }
  const login = loginOf(mapped, primary, naming);
  if (login === undefined && hasLogin(mapped.kind)) {
    note('it is left out, since its login and its address are logins of others');
    return undefined;
  }
  const named = {
    Name: choice('name', mapped, { taken, before: known?.Name }),
    Alias: choice('alias', mapped, { taken, before: known?.Alias }),
    PrimarySmtpAddress: primary,
    EmailAddresses: others,
    ...(login !== undefined && { UserPrincipalName: login }),
  };
  taken.takeAll(mapped.kind, { ...named, EmailAddresses: addresses });
  return named;
}

function hasLogin(kind: SourcedKind): boolean {
  return kind === 'Mailboxes' || kind === 'MailUsers';
}

function loginOf(
  { kind, login }: MappedRecipient,
  primary: string,
  { taken, note }: Naming,
): string | undefined {
  if (!hasLogin(kind)) return undefined;
  if (login !== undefined) {
    if (taken.isFree('login', login)) return login;
    note(`its login ${login} is that of ${taken.owner('login', login)}: it signs in with its address`);
  }
  return taken.isFree('login', primary) ? primary : undefined;
}

function isUsable(address: string, mapped: MappedRecipient, { taken, organization, note }: Naming): boolean {
  const owner = taken.owner('address', address);
  if (owner !== undefined) {
    note(`its address ${address} is that of ${owner}`);
    return false;
  }
  const { ExternalEmailAddress: external } = mapped.parameters;
  if (typeof external === 'string' && smtpAddressKey(external) === smtpAddressKey(address)) return true;
  const isAccepted = organization.acceptedDomain(address.slice(address.lastIndexOf('@') + 1)) !== undefined;
  if (!isAccepted) note(`its address ${address} is in no accepted domain`);
  return isAccepted;
}

interface Choosing {
  readonly taken: TakenNames;
  readonly before: string | undefined;
}

/** A mailbox keeps its alias whatever happens: its folder bears it. */
function choice(what: 'name' | 'alias', mapped: MappedRecipient, { taken, before }: Choosing): string {
  const candidates = what === 'name' ? mapped.names : mapped.aliases;
  const stays =
    before !== undefined &&
    ((what === 'alias' && mapped.kind === 'Mailboxes') ||
      candidates.some((each) => isSameName(each, before)));
  const wanted = stays ? [exactly(before, candidates), ...candidates] : candidates;
  const suffix = mapped.guid.slice(0, 8);
  const last = `${(candidates[0] ?? 'recipient').slice(0, 54)}${what === 'name' ? ` ${suffix}` : `_${suffix}`}`;
  return wanted.find((text) => taken.isFree(what, text)) ?? last;
}

/** As the directory spells it now. */
function exactly(before: string, candidates: readonly string[]): string {
  return candidates.find((each) => isSameName(each, before)) ?? before;
}

export interface ObjectBasis {
  readonly source: Pick<DirectorySource, 'Guid' | 'MailboxDatabase'>;
  readonly known: KnownRecipient | undefined;
  /** Who has a distinguished name, by its key. */
  readonly named: ReadonlyMap<string, Named>;
  readonly note: Note;
}

/** A recipient as it is to be written; its schema has not judged it. */
export function recipientObject(mapped: MappedRecipient, names: NamedRecipient, basis: ObjectBasis) {
  const { source, known } = basis;
  const references = referenceParameters(mapped, names, basis);
  const isReportable = references['ManagedBy'] !== undefined;
  return {
    ...mapped.parameters,
    ...references,
    ...names,
    ...(mapped.kind === 'Mailboxes' && { Database: known?.Database ?? source.MailboxDatabase }),
    ...(mapped.parameters['ReportToManagerEnabled'] === true && { ReportToManagerEnabled: isReportable }),
    Guid: mapped.guid,
    DirectorySource: { Source: source.Guid, DistinguishedName: mapped.dn },
  };
}

function referenceParameters(
  { references }: MappedRecipient,
  { PrimarySmtpAddress: own }: NamedRecipient,
  { named, note }: ObjectBasis,
): Readonly<Record<string, unknown>> {
  const parameters: Record<string, unknown> = {};
  let closing = 0;
  let admitted = 0;
  for (const { parameter, dns, fit, single = false, closes = false } of references) {
    const found = dns.flatMap((dn) => fitting(named.get(distinguishedNameKey(dn) ?? ''), fit));
    if (found.length < dns.length) {
      note(`${dns.length - found.length} of ${dns.length} in ${parameter} are not known here`);
    }
    if (closes) [closing, admitted] = [closing + 1, admitted + found.length];
    if (found.length > 0) parameters[parameter] = single ? found[0] : [...new Set(found)];
  }
  // Whom it would take mail from is nobody here: that is not everybody.
  if (closing > 0 && admitted === 0) parameters['AcceptMessagesOnlyFromSendersOrMembers'] = [own];
  return parameters;
}

function fitting(found: Named | undefined, fit: Fit): readonly string[] {
  if (found === undefined) return [];
  const isGroup = found.kind === 'DistributionGroups';
  return fit === 'anybody' || (fit === 'groups') === isGroup ? [found.address] : [];
}
