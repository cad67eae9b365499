const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Attributes by their syntax; those of Active Directory and of Exchange that slapd does not know by itself. */
const texts =
  words(`sAMAccountName userPrincipalName proxyAddresses targetAddress mailNickname homeMDB department
  company extensionAttribute1 msExchGenericForwardingAddress`);
const numbers = words(`uSNChanged delivContLength submissionContLength msExchRecipLimit msExchModerationFlags
  msExchRecipientTypeDetails`);
const flags = words(`msExchRequireAuthToSendTo reportToOriginator reportToOwner oofReplyToOriginator
  deliverAndRedirect msExchEnableModeration msExchHideFromAddressLists`);
const names = words(`managedBy altRecipient authOrig unauthOrig dLMemSubmitPerms dLMemRejectPerms
  msExchModeratedByLink msExchBypassModerationLink msExchCoManagedByLink`);

/** Below the arc that OpenLDAP has set aside for experiments. */
const arc = '1.3.6.1.4.1.4203.666.26';
const syntax = '1.3.6.1.4.1.1466.115.121.1';

const attributes: readonly (readonly [name: string, definition: string])[] = [
  ...texts.map((name) => [name, `EQUALITY caseIgnoreMatch SYNTAX ${syntax}.15`] as const),
  ...numbers.map((name) => [name, `EQUALITY integerMatch SYNTAX ${syntax}.27 SINGLE-VALUE`] as const),
  ...flags.map((name) => [name, `EQUALITY booleanMatch SYNTAX ${syntax}.7 SINGLE-VALUE`] as const),
  ...names.map((name) => [name, `EQUALITY distinguishedNameMatch SYNTAX ${syntax}.12`] as const),
  ['objectGUID', `EQUALITY octetStringMatch SYNTAX ${syntax}.40 SINGLE-VALUE`],
];

const may = `MAY ( mail $ member $ ${attributes.map(([name]) => name).join(' $ ')} )`;

/** As Active Directory has them, as far as mail needs it: user, contact and group. */
export const exchangeSchema = [
  ...attributes.map(
    ([name, definition], index) => `attributetype ( ${arc}.1.${index + 1} NAME '${name}' ${definition} )`,
  ),
  `objectclass ( ${arc}.2.1 NAME 'user' SUP inetOrgPerson STRUCTURAL ${may} )`,
  `objectclass ( ${arc}.2.2 NAME 'contact' SUP inetOrgPerson STRUCTURAL ${may} )`,
  `objectclass ( ${arc}.2.3 NAME 'group' SUP top STRUCTURAL MUST cn ${may} )`,
  '',
].join('\n');
