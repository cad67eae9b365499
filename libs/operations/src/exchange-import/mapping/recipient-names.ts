import type { Organization } from '@mailyard/directory';
import { nameKey, smtpAddressKey } from '@mailyard/schema';

import type { ExportedObject } from '../files/export-file.js';
import { textOfValue } from '../values/exported-value.js';

/** What an export may call a recipient by. */
const identities = [
  'Name',
  'Identity',
  'Id',
  'DistinguishedName',
  'Guid',
  'ExchangeGuid',
  'LegacyExchangeDN',
  'Alias',
  'PrimarySmtpAddress',
];

/**
 * The recipients of an export by all that other objects of it call them: distinguished and canonical names, legacy names,
 * Guids, accounts of Windows.
 */
export class RecipientNames {
  readonly #byName = new Map<string, string>();
  readonly #byAccount = new Map<string, string>();

  constructor(private readonly organization: Organization) {}

  /** `name`: what the recipient is called here. */
  add({ properties }: ExportedObject, name: string): void {
    for (const property of identities) {
      const text = textOfValue(properties.get(property));
      if (text !== '') this.#byName.set(nameKey(text), name);
    }
    const login = textOfValue(properties.get('UserPrincipalName'));
    const account = textOfValue(properties.get('SamAccountName'));
    if (account !== '' && login !== '') this.#byAccount.set(account.toLowerCase(), login);
  }

  /** What a recipient that an export names is called here; when nobody knows it, the last part of its name. */
  named(text: string): string {
    const known = this.#byName.get(nameKey(text));
    if (known !== undefined) return known;
    const address = /^(?:smtp:)?([^\s/\\]+@[^\s/\\]+)$/i.exec(text.trim())?.[1];
    if (address !== undefined) return address;
    const own = lastPart(text.trim());
    return this.#byName.get(nameKey(own)) ?? own;
  }

  /** The login of an account of Windows, without its domain. */
  login(account: string): string | undefined {
    return this.#byAccount.get(account.toLowerCase());
  }

  /** The recipient here that has an address. */
  nameOfAddress(address: string): string | undefined {
    const key = smtpAddressKey(address);
    const { Mailboxes, MailUsers, MailContacts, DistributionGroups, DynamicDistributionGroups } =
      this.organization.objects;
    for (const list of [Mailboxes, MailUsers, MailContacts, DistributionGroups, DynamicDistributionGroups]) {
      const found = list.find(({ EmailAddresses }) =>
        EmailAddresses.some((each) => smtpAddressKey(each) === key),
      );
      if (found !== undefined) return found.Name;
    }
    return undefined;
  }
}

/** Of a canonical name (`contoso.com/Users/Bob`), of CN=Bob,OU=…, of /o=…/cn=Recipients/cn=bob, of CONTOSO\bob. */
function lastPart(text: string): string {
  const legacy = /^\/o=.*\/cn=([^/]+)$/i.exec(text)?.[1];
  if (legacy !== undefined) return legacy;
  const distinguished = /^CN=((?:[^,\\]|\\.)+),/i.exec(text)?.[1];
  if (distinguished !== undefined) return distinguished.replaceAll(/\\(.)/g, '$1');
  const canonical = /^[\w.-]+\.\w+\/(?:.*[^\\]\/)?(.+)$/.exec(text)?.[1];
  if (canonical !== undefined) return canonical.replaceAll(String.raw`\/`, '/');
  return /^[^\\]+\\([^\\]+)$/.exec(text)?.[1] ?? text;
}
