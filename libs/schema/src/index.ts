export { byteSize, formatByteSize, parseByteSize } from './values/byte-size.js';
export { loginKey } from './values/login.js';
export { isSameName, nameKey, readableName, tidyName } from './values/name-key.js';
export { binding, formatBinding, isWildcard, listeningEndpoints, parseBinding } from './network/binding.js';
export { dnsServer } from './network/dns-server.js';
export { canonicalAddress, ipAddress, plainAddress } from './network/ip-address.js';
export {
  addressRange,
  ipRange,
  type IpRange,
  parseIpRange,
  rangeContains,
  rangeSize,
  rangesOverlap,
  sameRange,
} from './network/ip-range.js';
export { networkSource } from './network/network-source.js';
export { formatRate, parseRate, type Rate, rateOrUnlimited } from './values/rate.js';
export { remembered } from './remembered.js';
export { guid, listOf, objectName, oneOf } from './values/object-identity.js';
export {
  OpathError,
  parseOpath,
  type OpathComparison,
  type OpathExpression,
  type OpathOperator,
} from './filters/opath.js';
export { type BrokenRule, brokenRules, ruleIssue } from './rules/broken-rules.js';
export { formatProblem, OrganizationError, type Problem, problemsOf } from './problem.js';
export {
  domainName,
  isDomainName,
  isSmtpAddress,
  pathOf,
  smtpAddress,
  smtpAddressKey,
} from './values/smtp-address.js';
export { siteSmartHost, smartHost } from './values/smart-host.js';
export { formatTimeSpan, parseTimeSpan, span, timeSpan } from './values/time-span.js';
export { SearchedText, slowPatternProblem, textPattern, textWords } from './filters/text-match.js';
export { distinguishedName, distinguishedNameKey } from './ldap/distinguished-name.js';
export { isLdapFilter, ldapFilter } from './ldap/ldap-filter.js';
export { type LdapServer, ldapUrl, parseLdapUrl } from './ldap/ldap-url.js';
