import { parseAttributeTexts, type Organization, type Recipient, ruleProperty } from '@mailyard/directory';
import { pathOf, SearchedText, smtpAddressKey } from '@mailyard/schema';
import { formatPath, type Path } from '@mailyard/smtp';

/** Whether an address is one of those that a rule names: recipients of the organization, or anybody's addresses. */
export function isNamed(address: string, names: readonly string[], organization: Organization): boolean {
  const found = recipientAt(address, organization);
  return names.some((name) => {
    if (found !== undefined) return organization.recipientByName(name)?.Guid === found.Guid;
    return name.includes('@') && smtpAddressKey(name) === smtpAddressKey(address);
  });
}

/** Whether an address is that of a member of one of the groups, nested ones included. */
export function isMember(address: string, groups: readonly string[], organization: Organization): boolean {
  const found = recipientAt(address, organization);
  if (found === undefined) return false;
  const belongsTo = organization.groupsOf(found);
  return groups.some((name) => belongsTo.has(organization.recipientByName(name)?.Guid ?? ''));
}

/** Whose address it is; nobody's where it cannot be read. */
export function recipientAt(address: string, organization: Organization): Recipient | undefined {
  const path = readPath(address);
  return path === undefined ? undefined : organization.recipient(path);
}

function readPath(address: string): Path | undefined {
  try {
    return pathOf(address);
  } catch {
    return undefined;
  }
}

/** Where somebody has mail whom a rule names: a recipient of the organization, or an address. */
export function pathOfName(name: string, organization: Organization): Path | undefined {
  const address = organization.recipientByName(name)?.PrimarySmtpAddress ?? name;
  return address.includes('@') ? pathOf(address) : undefined;
}

/** A domain of the list, or one below it. */
export function isInDomain(address: string, domains: readonly string[]): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domains.some((known) => domain === known || domain.endsWith(`.${known}`));
}

/** Whether a property of the recipient has what `Department:Sales,Marketing` asks for. */
export function hasAttribute(
  recipient: Recipient | undefined,
  written: readonly string[],
  find: (value: SearchedText, text: string) => boolean,
): boolean {
  if (recipient === undefined) return false;
  return written.some((each) => {
    const { attribute, texts } = parseAttributeTexts(each);
    const values = attributeOf(recipient, attribute).map((value) => new SearchedText(value));
    return values.some((value) => texts.some((text) => find(value, text)));
  });
}

/** As texts; of a list each. None of what recipients do not have. */
export function attributeOf(recipient: Recipient, attribute: string): readonly string[] {
  const property = ruleProperty(attribute);
  if (property === undefined) return [];
  const value = (recipient as unknown as Readonly<Record<string, unknown>>)[property];
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === 'string' && each !== '');
}

/** Whoever the recipient's Manager names, if the organization still has them. */
export function managerOf(
  recipient: Recipient | undefined,
  organization: Organization,
): Recipient | undefined {
  const [name] = recipient === undefined ? [] : attributeOf(recipient, 'Manager');
  return name === undefined ? undefined : organization.recipientByName(name);
}

export const addressOf = ({ path }: { readonly path: Path }): string => formatPath(path);
