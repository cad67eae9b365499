export { readSettings, Settings, SettingsError, settingsVariables } from './settings.js';
export { silentLog, type Log } from './log.js';

export { isInDomain, Organization, type Recipient } from './organization.js';
export { acceptedDomainSchema, type AcceptedDomain } from './schema/accepted-domain.js';
export { formatBinding, listeningEndpoints, parseBinding } from './schema/binding.js';
export { parseByteSize } from './schema/byte-size.js';
export { credentialSchema, type Credential } from './schema/credential.js';
export {
  defaultReceiveConnectors,
  mailboxDeliveryConnector,
  type ServerIdentity,
} from './schema/default-receive-connectors.js';
export { extendedRights, type ExtendedRight } from './schema/extended-right.js';
export {
  addressRange,
  parseIpRange,
  rangeContains,
  rangeSize,
  rangesOverlap,
  sameRange,
  type IpRange,
} from './schema/ip-range.js';
export {
  noObjects,
  objectKinds,
  objectSchemas,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from './schema/organization-objects.js';
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
} from './schema/receive-connector.js';
export {
  distributionGroupSchema,
  mailboxSchema,
  type DistributionGroup,
  type Mailbox,
} from './schema/recipient.js';
export { serverSchema, type Server } from './schema/server.js';
export { isDomainName, isSmtpAddress, pathOf } from './schema/smtp-address.js';
export { parseTimeSpan } from './schema/time-span.js';
export { transportSettingsSchema, type TransportSettings } from './schema/transport-settings.js';

export {
  changedObjects,
  type DirectoryChange,
  type ObjectId,
  type ObjectsToPut,
} from './rules/directory-change.js';
export { formatProblem, OrganizationError, type Problem } from './rules/problem.js';

export { hashPassword, matchesHash, type PasswordHash } from './credentials/password-hash.js';
export {
  PasswordCheckOverload,
  PasswordVerifier,
  verifyPassword,
  type PasswordVerifierOptions,
} from './credentials/password-verifier.js';

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
export { readDurability, type Durability } from './redis/redis-durability.js';
export {
  ServiceRegistry,
  type LiveFilter,
  type ServiceInstance,
  type ServiceRegistryOptions,
  type ServiceState,
} from './redis/redis-service-registry.js';

export {
  describeMadePasswords,
  prepareDirectory,
  type FirstStartOptions,
  type MadePassword,
} from './text/first-start.js';
export { DirectoryModule, type DirectoryModuleOptions } from './directory.module.js';
