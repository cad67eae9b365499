import { isTrue, numberOf, textOf, textsOf, type LdapEntry } from '../entries/ldap-entry.js';
import type { MappedReference, SourcedKind } from './mapped-recipient.js';

type Said = Readonly<Record<string, unknown>>;

/** Attributes of people, and what they are called here, with the most characters that are taken. */
const personTexts = {
  givenName: ['FirstName', 64],
  initials: ['Initials', 6],
  sn: ['LastName', 64],
  title: ['Title', 128],
  department: ['Department', 64],
  company: ['Company', 64],
  physicalDeliveryOfficeName: ['Office', 128],
  streetAddress: ['StreetAddress', 1024],
  postOfficeBox: ['PostOfficeBox', 40],
  postalCode: ['PostalCode', 40],
  l: ['City', 128],
  st: ['StateOrProvince', 128],
  co: ['CountryOrRegion', 128],
  telephoneNumber: ['Phone', 64],
  mobile: ['MobilePhone', 64],
  homePhone: ['HomePhone', 64],
  facsimileTelephoneNumber: ['Fax', 64],
  pager: ['Pager', 64],
  info: ['Notes', 1024],
} as const;

const phoneLists = { otherTelephone: 'OtherTelephone', otherHomePhone: 'OtherHomePhone' } as const;

const customNumbers = Array.from({ length: 15 }, (_, index) => index + 1);

/** A kilobyte, in which Exchange counts the limits of a recipient in the directory. */
const kilobyte = 1024;

/** Attributes that name other entries. */
const everybodysReferences = {
  authOrig: { parameter: 'AcceptMessagesOnlyFrom', fit: 'people', closes: true },
  dLMemSubmitPerms: { parameter: 'AcceptMessagesOnlyFromDLMembers', fit: 'groups', closes: true },
  unauthOrig: { parameter: 'RejectMessagesFrom', fit: 'people' },
  dLMemRejectPerms: { parameter: 'RejectMessagesFromDLMembers', fit: 'groups' },
  msExchModeratedByLink: { parameter: 'ModeratedBy', fit: 'people' },
  msExchBypassModerationLink: { parameter: 'BypassModerationFrom', fit: 'people' },
  msExchBypassModerationFromDLMembersLink: { parameter: 'BypassModerationFromDLMembers', fit: 'groups' },
} as const;

/** All attributes that are read of an entry, beside those that say which one it is. */
export const readAttributes: readonly string[] = [
  ...words(`objectClass cn displayName uid sAMAccountName mailNickname userPrincipalName proxyAddresses mail
    mailLocalAddress mailAlternateAddress targetAddress msExchRecipientTypeDetails homeMDB member uniqueMember managedBy
    owner msExchCoManagedByLink manager reportToOriginator reportToOwner oofReplyToOriginator altRecipient
    deliverAndRedirect msExchGenericForwardingAddress msExchRequireAuthToSendTo delivContLength submissionContLength
    msExchRecipLimit msExchEnableModeration msExchModerationFlags`),
  ...Object.keys(everybodysReferences),
  ...Object.keys(personTexts),
  ...Object.keys(phoneLists),
  ...customNumbers.map((number) => `extensionAttribute${number}`),
];

/** What an entry says of a recipient of the kind, beside its names and addresses. */
export function parametersOf(entry: LdapEntry, kind: SourcedKind): Said {
  return {
    ...customAttributes(entry),
    ...deliveryParameters(entry),
    ...senderAuthentication(entry),
    ...(kind === 'DistributionGroups' ? groupParameters(entry) : personParameters(entry)),
    ...(kind === 'Mailboxes' && forwardingParameters(entry)),
    ...((kind === 'Mailboxes' || kind === 'MailUsers') &&
      said('RecipientLimits', numberOf(entry, 'msExchRecipLimit'))),
  };
}

/** Whom an entry names. */
export function referencesOf(entry: LdapEntry, kind: SourcedKind): readonly MappedReference[] {
  const common = Object.entries(everybodysReferences).map(([name, reference]) => ({
    ...reference,
    dns: textsOf(entry, name),
  }));
  return [...common, ...ownReferences(entry, kind)].filter(({ dns }) => dns.length > 0);
}

function ownReferences(entry: LdapEntry, kind: SourcedKind): readonly MappedReference[] {
  if (kind === 'DistributionGroups') {
    const members = ['member', 'uniqueMember'].flatMap((name) => textsOf(entry, name));
    const managers = ['managedBy', 'msExchCoManagedByLink', 'owner'].flatMap((name) => textsOf(entry, name));
    return [
      { parameter: 'Members', dns: members, fit: 'anybody' },
      { parameter: 'ManagedBy', dns: managers, fit: 'anybody' },
    ];
  }
  const manager = {
    parameter: 'Manager',
    dns: textsOf(entry, 'manager'),
    fit: 'anybody',
    single: true,
  } as const;
  if (kind !== 'Mailboxes') return [manager];
  const dns = textsOf(entry, 'altRecipient');
  return [manager, { parameter: 'ForwardingAddress', dns, fit: 'anybody', single: true }];
}

function personParameters(entry: LdapEntry): Said {
  const texts = Object.entries(personTexts).map(([name, [parameter, max]]) =>
    said(parameter, textOf(entry, name)?.slice(0, max)),
  );
  const lists = Object.entries(phoneLists).map(([name, parameter]) => {
    const numbers = textsOf(entry, name).map((text) => text.slice(0, 64));
    return said(parameter, numbers.length === 0 ? undefined : numbers);
  });
  return Object.assign({}, ...texts, ...lists) as Said;
}

function customAttributes(entry: LdapEntry): Said {
  const texts = customNumbers.map((number) =>
    said(`CustomAttribute${number}`, textOf(entry, `extensionAttribute${number}`)?.slice(0, 1024)),
  );
  return Object.assign({}, ...texts) as Said;
}

function deliveryParameters(entry: LdapEntry): Said {
  return {
    ...said('MaxReceiveSize', octets(numberOf(entry, 'delivContLength'))),
    ...said('MaxSendSize', octets(numberOf(entry, 'submissionContLength'))),
    ModerationEnabled: isTrue(entry, 'msExchEnableModeration'),
    ...said('SendModerationNotifications', notificationsOf(numberOf(entry, 'msExchModerationFlags'))),
  };
}

/**
 * What Exchange has made and says nothing takes mail from everybody. Who has never heard of Exchange is as a new one here:
 * groups are for the organization alone.
 */
function senderAuthentication(entry: LdapEntry): Said {
  const name = 'msExchRequireAuthToSendTo';
  const isKnown = [name, 'msExchRecipientTypeDetails'].some((each) => textOf(entry, each) !== undefined);
  return isKnown ? { RequireSenderAuthenticationEnabled: isTrue(entry, name) } : {};
}

function groupParameters(entry: LdapEntry): Said {
  const toManager = isTrue(entry, 'reportToOwner');
  const flags = numberOf(entry, 'msExchModerationFlags') ?? 0;
  return {
    ReportToManagerEnabled: toManager,
    // A directory without Exchange's attributes says nothing of reports: senders hear, as of a new group.
    ReportToOriginatorEnabled: !toManager && textOf(entry, 'reportToOriginator')?.toUpperCase() !== 'FALSE',
    SendOofMessageToOriginatorEnabled: isTrue(entry, 'oofReplyToOriginator'),
    BypassNestedModerationEnabled: (flags & moderation.bypassNested) !== 0,
  };
}

function forwardingParameters(entry: LdapEntry): Said {
  const address = textOf(entry, 'msExchGenericForwardingAddress')?.replace(/^smtp:/i, '');
  return {
    DeliverToMailboxAndForward: isTrue(entry, 'deliverAndRedirect'),
    ...said('ForwardingSmtpAddress', address),
  };
}

/** Bits of msExchModerationFlags. */
const moderation = { bypassNested: 1, internal: 2, external: 4 } as const;

function notificationsOf(flags: number | undefined): string | undefined {
  if (flags === undefined) return undefined;
  if ((flags & moderation.external) !== 0) return 'Always';
  return (flags & moderation.internal) === 0 ? 'Never' : 'Internal';
}

function octets(kilobytes: number | undefined): number | undefined {
  return kilobytes === undefined ? undefined : kilobytes * kilobyte;
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

function said(parameter: string, value: unknown): Said {
  return value === undefined ? {} : { [parameter]: value };
}
