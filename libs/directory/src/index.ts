export { readSettings, Settings, SettingsError, settingsVariables } from './settings.js';
export { ownAddress } from './own-address.js';
export { Degradations, type Degradation } from './degradations.js';
export { PeriodicTask } from './periodic-task.js';
export { readRedisMemory, type RedisMemory } from './redis/redis-memory.js';
export { silentLog, type Log } from './log.js';
export { Volumes } from './volumes/volumes.js';

export { isInDomain, Organization, type Account, type Recipient } from './organization.js';
export { acceptedDomainSchema, findAcceptedDomain, type AcceptedDomain } from './objects/accepted-domain.js';
export { formatBinding, isWildcard, listeningEndpoints, parseBinding } from './values/network/binding.js';
export { networkSource } from './values/network/network-source.js';
export { parseByteSize } from './values/byte-size.js';
export { credentialSchema, type Credential, type SecurityGroup } from './objects/credential.js';
export {
  defaultReceiveConnectors,
  mailboxDeliveryConnector,
  type ServerIdentity,
} from './objects/default-receive-connectors.js';
export { machinePrincipals, principalKey, principals, wellKnownPrincipals } from './objects/principal.js';
export { extendedRights, type ExtendedRight } from './objects/extended-right.js';
export {
  addressRange,
  parseIpRange,
  rangeContains,
  rangeSize,
  rangesOverlap,
  sameRange,
  type IpRange,
} from './values/network/ip-range.js';
export {
  noObjects,
  objectKinds,
  objectSchemas,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from './objects/organization-objects.js';
export {
  authMechanisms,
  permissionGroups,
  receiveConnectorSchema,
  transportRoles,
  type AccessControlEntry,
  type AuthMechanism,
  type PermissionGroup,
  type ReceiveConnector,
  type TransportRole,
} from './objects/receive-connector.js';
export {
  distributionGroupSchema,
  mailboxSchema,
  type DistributionGroup,
  type Mailbox,
} from './objects/recipient.js';
export {
  usageDefaults,
  usageTypes,
  type UsageDefaults,
  type UsageType,
} from './objects/connector/usage-type.js';
export { inertSettings } from './objects/connector/inert-parameters.js';
export { clientSettings, type ClientSettings } from './objects/connector/client-settings.js';
export { serverSchema, type Server } from './objects/server.js';
export { isSameName, nameKey } from './values/name-key.js';
export { isDomainName, isSmtpAddress, pathOf, smtpAddressKey } from './values/smtp-address.js';
export { parseTimeSpan } from './values/time-span.js';
export { transportSettingsSchema, type TransportSettings } from './objects/transport-settings.js';

export {
  changedObjects,
  type DirectoryChange,
  type ObjectId,
  type ObjectsToPut,
} from './rules/directory-change.js';
export { changeFor, type ObjectDifference } from './rules/organization-difference.js';
export { formatProblem, OrganizationError, problemsOf, type Problem } from './rules/problem.js';

export { hashPassword } from './credentials/password-hash.js';
export {
  PasswordCheckOverload,
  PasswordVerifier,
  type PasswordVerifierOptions,
} from './credentials/password-verifier.js';
export { RedisSignIns, type RedisSignInsOptions } from './sign-in/redis-sign-ins.js';
export { SignInJournal, type SignInFailure } from './sign-in/sign-in-journal.js';
export { SignInLimits } from './sign-in/sign-in-limits.js';
export { SignInPostponed, SignIns, type SignInCandidate, type SignInClaim } from './sign-in/sign-ins.js';

export {
  Directory,
  DirectoryConflict,
  type DirectoryContent,
  type DirectoryOptions,
  type WriteOptions,
} from './redis/directory.js';
export {
  connectRedis,
  redisReady,
  type RedisConnectionOptions,
  type RedisRole,
} from './redis/redis-connection.js';
export { isLoopback, webEndpoint, webUrl, type WebEndpoint } from './web-endpoint.js';
export { restrictDataDirectory } from './file-data-directory.js';
export { privateRedisSocket } from './redis/private-redis-socket.js';
export { DurabilityWatch, type DurabilityWatchOptions } from './redis/durability-watch.js';
export { ReplicaChannel, type ReplicaChannelOptions } from './redis/replica-channel.js';
export { refusesWrites, writeRefusal } from './redis/redis-writes.js';
export type { Durability } from './redis/redis-durability.js';
export {
  ServiceRegistry,
  type ListenerReport,
  type LiveFilter,
  type ServiceInstance,
  type ServiceRegistryOptions,
  type ServiceState,
} from './redis/redis-service-registry.js';

export { countDifferences, describeDifferences } from './text/plan/difference-text.js';
export { readOrganizationFile } from './text/file-organization.js';
export { organizationToText } from './text/plan/organization-to-text.js';
export { planOrganization, type OrganizationPlan, type PlanOptions } from './text/plan/organization-plan.js';
export { configurationPage } from './text/configuration-page.js';
export { postmasterWarnings } from './rules/postmaster-warning.js';
export { prepareDirectory, type FirstStartOptions } from './text/first-start.js';
export { describeMadePasswords, makePassword, type MadePassword } from './text/text-passwords.js';
export { DirectoryModule, type DirectoryModuleOptions } from './directory.module.js';
