import { isSmtpAddress } from '@mailyard/schema';

import { entryGuid } from '../entries/entry-guid.js';
import { numberOf, textOf, textsOf, type LdapEntry } from '../entries/ldap-entry.js';
import { parametersOf, referencesOf } from './attribute-parameters.js';
import { entryAddresses, targetAddress } from './entry-addresses.js';
import type { MappedRecipient, SourcedKind } from './mapped-recipient.js';

const groupClasses = ['group', 'groupofnames', 'groupofuniquenames'];
/** Not every server tells the classes above that of an entry. */
const personClasses = ['person', 'organizationalperson', 'inetorgperson', 'user', 'inetlocalmailrecipient'];

/**
 * Values of msExchRecipientTypeDetails that are no recipients of people: arbitration, discovery, monitoring, audit and
 * system mailboxes, and those of health checks.
 */
const systemTypes = [
  4096, 8_388_608, 536_870_912, 4_294_967_296, 549_755_813_888, 8_796_093_022_208, 17_592_186_044_416,
];

/** What an entry is here; undefined: nothing that mail can be sent to. */
export function recipientOf(entry: LdapEntry): MappedRecipient | undefined {
  const guid = entryGuid(entry);
  const kind = kindOf(entry);
  const addresses = entryAddresses(entry);
  const external = targetAddress(entry) ?? addresses[0];
  if (guid === undefined || kind === undefined || addresses.length === 0) return undefined;
  const isOutside = kind === 'MailContacts' || kind === 'MailUsers';
  const principal = textOf(entry, 'userPrincipalName');
  return {
    kind,
    guid,
    dn: entry.dn,
    names: namesOf(entry, addresses),
    aliases: aliasesOf(entry, addresses),
    addresses,
    login: principal !== undefined && isSmtpAddress(principal) ? principal : undefined,
    parameters: {
      ...parametersOf(entry, kind),
      ...shownName(entry),
      ...(isOutside && { ExternalEmailAddress: external }),
    },
    references: referencesOf(entry, kind),
  };
}

function kindOf(entry: LdapEntry): SourcedKind | undefined {
  const classes = textsOf(entry, 'objectClass').map((name) => name.toLowerCase());
  if (systemTypes.includes(numberOf(entry, 'msExchRecipientTypeDetails') ?? 0)) return undefined;
  if (groupClasses.some((name) => classes.includes(name))) return 'DistributionGroups';
  if (classes.includes('contact')) return 'MailContacts';
  // Public folders, lists that follow a filter, and whatever else has an address.
  if (!personClasses.some((name) => classes.includes(name))) return undefined;
  const hasMailboxThere = textOf(entry, 'homeMDB') !== undefined;
  return targetAddress(entry) !== undefined && !hasMailboxThere ? 'MailUsers' : 'Mailboxes';
}

function shownName(entry: LdapEntry): { readonly DisplayName?: string } {
  const name = textOf(entry, 'displayName') ?? textOf(entry, 'cn');
  return name === undefined ? {} : { DisplayName: name.slice(0, 256) };
}

function namesOf(entry: LdapEntry, addresses: readonly string[]): readonly string[] {
  const texts = ['cn', 'displayName', 'sAMAccountName', 'uid'].map((name) => textOf(entry, name));
  return [...texts, addresses[0]].flatMap((text) => (text === undefined ? [] : fitName(text)));
}

/** Active Directory counts on `cn` being unique in its folder alone; whatever reads as something else is replaced. */
function fitName(text: string): readonly string[] {
  const name = text
    .normalize('NFC')
    .replaceAll(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/*\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe61\ufe68\uff0a\uff0f\uff3c]/gu,
      '_',
    )
    .replace(/^\.+/, '')
    .slice(0, 64)
    .trim();
  return name === '' ? [] : [name];
}

function aliasesOf(entry: LdapEntry, [primary = '']: readonly string[]): readonly string[] {
  const local = primary.slice(0, primary.lastIndexOf('@'));
  const texts = ['mailNickname', 'sAMAccountName', 'uid'].map((name) => textOf(entry, name));
  return [...texts, local].flatMap((text) => (text === undefined ? [] : fitAlias(text)));
}

/** Letters, digits and single dots, which every alias may have: a mailbox's folder bears it. */
function fitAlias(text: string): readonly string[] {
  const alias = text
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '')
    .replaceAll(/\.{2,}/g, '.')
    .slice(0, 64)
    .replaceAll(/^\.|\.$/g, '');
  return alias === '' ? [] : [alias];
}
