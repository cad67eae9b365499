export { byteSize, formatByteSize, parseByteSize } from './byte-size.js';
export { loginKey } from './login.js';
export { isSameName, nameKey, readableName, tidyName } from './name-key.js';
export { formatBinding, isWildcard, listeningEndpoints, parseBinding } from './network/binding.js';
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
export { formatRate, parseRate, type Rate, rateOrUnlimited } from './rate.js';
export { remembered } from './remembered.js';
export { guid, listOf, objectName, oneOf } from './object-identity.js';
export {
  OpathError,
  parseOpath,
  type OpathComparison,
  type OpathExpression,
  type OpathOperator,
} from './opath.js';
export { formatProblem, OrganizationError, type Problem, problemsOf } from './problem.js';
export {
  domainName,
  isDomainName,
  isSmtpAddress,
  pathOf,
  smtpAddress,
  smtpAddressKey,
} from './smtp-address.js';
export { smartHost } from './smart-host.js';
export { formatTimeSpan, parseTimeSpan, span, timeSpan } from './time-span.js';
export { SearchedText, textPattern, textWords } from './text-match.js';
