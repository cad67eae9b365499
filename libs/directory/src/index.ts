export { hashPassword, matchesHash, passwordHashOf } from './kinds/credentials/password-hash.js';
export {
  type AcceptedDomain,
  acceptedDomainSchema,
  findAcceptedDomain,
  isInDomain,
} from './kinds/accepted-domains/accepted-domain.js';
export {
  clientSettings,
  type ClientSettings,
} from './kinds/receive-connectors/parameters/client-settings.js';
export { inertSettings } from './kinds/receive-connectors/parameters/inert-parameters.js';
export { usageTypes } from './kinds/receive-connectors/parameters/usage-type.js';
export {
  type Credential,
  passwordHash,
  type PasswordHash,
  type SecurityGroup,
} from './kinds/credentials/credential.js';
export {
  defaultReceiveConnectors,
  mailboxDeliveryConnector,
  type ServerIdentity,
} from './kinds/receive-connectors/default-receive-connectors.js';
export { type ExtendedRight, extendedRights } from './kinds/receive-connectors/extended-right.js';
export {
  type DirectoryObject,
  noObjects,
  type ObjectKind,
  objectKinds,
  kinds,
  nameOf,
  titleOf,
  type OrganizationObjects,
} from './kinds/index.js';
export type { Kind } from './kinds/kind.js';
export type { KeptObject } from './kinds/lookup.js';
export type { Written } from './kinds/text-form.js';
export {
  machinePrincipals,
  principalKey,
  principals,
  wellKnownPrincipals,
} from './kinds/access-control/principal.js';
export {
  type InboundConnector,
  inboundConnectorSchema,
  inboundConnectorsFor,
} from './kinds/inbound-connectors/inbound-connector.js';
export {
  type AccessControlEntry,
  type AuthMechanism,
  authMechanisms,
  type PermissionGroup,
  permissionGroups,
} from './kinds/receive-connectors/parameters/permission-parameters.js';
export {
  type ReceiveConnector,
  receiveConnectorSchema,
  type TransportRole,
  transportRoles,
} from './kinds/receive-connectors/receive-connector.js';
export {
  acceptedDomainsSpace,
  type AddressSpace,
  formatAddressSpace,
} from './kinds/outbound-connectors/address-space.js';
export { type SendConnector, sendConnectorSchema } from './kinds/send-connectors/send-connector.js';
export { remotePrincipal, sendRights } from './kinds/send-connectors/send-permissions.js';
export { sendConnectorRights, type SendRight } from './kinds/send-connectors/send-right.js';
export type { SmartHostAuthMechanism } from './kinds/send-connectors/parameters/network-parameters.js';
export type { TlsAuthLevel } from './kinds/send-connectors/parameters/tls-parameters.js';
export type { ErrorPolicy } from './kinds/send-connectors/parameters/delivery-parameters.js';
export { transportWarnings } from './kinds/transport-settings/transport-warnings.js';
export { sendConnectorWarnings } from './kinds/send-connectors/send-connector-warnings.js';
export {
  type DeliveryAgentConnector,
  deliveryAgentConnectorSchema,
} from './kinds/delivery-agent-connectors/delivery-agent-connector.js';
export {
  type ForeignConnector,
  foreignConnectorSchema,
} from './kinds/foreign-connectors/foreign-connector.js';
export { type MailboxDatabase, mailboxDatabaseSchema } from './kinds/mailbox-databases/mailbox-database.js';
export {
  type DistributionGroup,
  distributionGroupSchema,
} from './kinds/distribution-groups/distribution-group.js';
export {
  type DynamicDistributionGroup,
  dynamicDistributionGroupSchema,
} from './kinds/dynamic-distribution-groups/dynamic-distribution-group.js';
export {
  type EdgeSubscription,
  edgeSubscription,
  edgeSubscriptionSchema,
  ownSubscription,
  type SiteServer,
} from './kinds/edge-subscriptions/edge-subscription.js';
export {
  edgeSyncServiceConfig,
  type EdgeSyncServiceConfig,
} from './kinds/edge-sync-service-configs/edge-sync-service-config.js';
export { type DirectorySource, directorySourceSchema } from './kinds/directory-sources/directory-source.js';
export { type Sourced, sourceOf } from './kinds/recipients/recipient.js';
export { secretPlace } from './kinds/send-connectors/parameters/credential-parameters.js';
export { type MailContact, mailContactSchema } from './kinds/mail-contacts/mail-contact.js';
export { type MailUser, mailUserSchema } from './kinds/mail-users/mail-user.js';
export { type Mailbox, mailboxSchema } from './kinds/mailboxes/mailbox.js';
export { type RemoteDomain, remoteDomainSchema } from './kinds/remote-domains/remote-domain.js';
export { folderPath } from './kinds/servers/folder-parameters.js';
export { isTransportLog, logParametersOf, type TransportLog } from './kinds/servers/log-parameters.js';
export {
  managementRoleNames,
  managementRoles,
  type ManagementRole,
} from './kinds/role-groups/management-role.js';
export {
  builtInRoleGroup,
  builtInRoleGroups,
  organizationManagement,
} from './kinds/role-groups/built-in-role-groups.js';
export {
  assignedRoles,
  assignmentsOf,
  isScoped,
  type Assignment,
  type RoleAssignment,
  writeScopeNames,
  type WriteScopeParameter,
  writeScopeParameters,
} from './kinds/role-groups/role-assignment.js';
export {
  type ManagementScope,
  managementScopeNames,
  scopeRestrictionType,
} from './kinds/management-scopes/management-scope.js';
export type { KindedObject } from './snapshot/object-lookup.js';
export { objectOutside } from './scopes/change-scope.js';
export { type ScopeSubject, subjectOf } from './scopes/scope-subject.js';
export { reaches } from './scopes/write-scope.js';
export {
  linkedRoleGroups,
  roleGroupNames,
  roleGroupSchema,
  rolesOf,
  type RoleGroup,
} from './kinds/role-groups/role-group.js';
export { type Server, serverSchema } from './kinds/servers/server.js';
export { reportLanguages } from './kinds/system-messages/report-language.js';
export {
  type SystemMessage,
  systemMessageFor,
  systemMessageSchema,
} from './kinds/system-messages/system-message.js';
export { readSystemText, type SystemTextPiece } from './kinds/system-messages/system-message-text.js';
export {
  type PressureResource,
  pressureResources,
  type PressureThresholds,
} from './kinds/servers/pressure-parameters.js';
export {
  type TransportSettings,
  transportSettingsSchema,
} from './kinds/transport-settings/transport-settings.js';
export type { Account } from './accounts.js';
export { Organization } from './organization.js';
export {
  deliveryRestriction,
  type DeliveryRestriction,
  type RestrictedSender,
} from './recipients/delivery-restriction.js';
export { moderatorsFor } from './recipients/moderation.js';
export { senderRight, type SenderRight } from './recipients/sender-right.js';
export { receiveSizeLimit, recipientLimit, sendSizeLimit } from './recipients/message-limits.js';
export { externalPath } from './recipients/external-path.js';
export { foreignAddress } from './recipients/foreign-address.js';
export { recipientTypes } from './recipients/filter-match.js';
export {
  isGroup,
  type Group,
  type Recipient,
  type RecipientKind,
  type RecipientOf,
  recipientLists,
  type StoredRecipient,
} from './recipients/recipient.js';
export {
  type Approval,
  Directory,
  DirectoryConflict,
  type DirectoryContent,
  type DirectoryOptions,
  type WriteOptions,
} from './redis/directory.js';
export type { ObjectTimes } from './redis/redis-directory-store.js';
export {
  differencesTogether,
  reversed,
  type DirectoryAuthor,
  type Revision,
} from './redis/directory-history.js';
export {
  changedObjects,
  type DirectoryChange,
  type FitChange,
  judgedChange,
  keptObjects,
  type ObjectId,
  type ObjectsToPut,
} from './rules/directory-change.js';
export { replicatedKinds, replicatedSettings } from './rules/source-rules.js';
export { changedParameters, changeFor, type ObjectDifference } from './rules/organization-difference.js';
export { postmasterWarnings } from './default-postmaster.js';
export { ConnectorSecrets, type ConnectorSecretsOptions } from './secrets/connector-secrets.js';
export { resealSecrets, type ResealOutcome } from './secrets/reseal-secrets.js';
export { configurationPage } from './text/configuration-page.js';
export { type ParsedText, parseOrganizationText } from './text/read/organization-text.js';
export { type FirstStartOptions, prepareDirectory } from './text/setup/first-start.js';
export * from './text/write/difference-text.js';
export { type OrganizationPlan, type PlanOptions, planOrganization } from './text/plan/organization-plan.js';
export { type ObjectOrder, type ObjectPlan, planObject, planRemoval } from './text/objects/object-plan.js';
export { ObjectRefused, refusalLine, type ObjectRefusal } from './text/objects/object-refused.js';
export { openParameters, optionalParameters, writtenValue } from './text/write/parameter-text.js';
export { organizationSections, organizationToText } from './text/write/organization-to-text.js';
export {
  describeMadePasswords,
  type MadePassword,
  makePassword,
} from './kinds/credentials/text-passwords.js';
export {
  ruleConditions,
  transportRuleSchema,
  type RuleCondition,
  type TransportRule,
} from './kinds/transport-rules/transport-rule.js';
export { inRuleOrder } from './kinds/transport-rules/rule-order.js';
export { refusedRuleParameters } from './kinds/transport-rules/parameters/refused-parameters.js';
export { ruleActions } from './kinds/transport-rules/parameters/actions.js';
export { ruleProperty } from './kinds/transport-rules/parameters/attributes.js';
export { parseAttributeTexts } from './kinds/transport-rules/parameters/values.js';
export {
  priorities,
  priorityConnectionsOf,
  timeoutsOf,
} from './kinds/transport-settings/priority-parameters.js';
export { journalRuleSchema, type JournalRule } from './kinds/journal-rules/journal-rule.js';
export {
  agentEvents,
  agentServices,
  agentTouches,
  eventsIn,
  isDeliveryEvent,
  isReceiveEvent,
  type AgentEvent,
  type DeliveryEvent,
  type ReceiveEvent,
  type AgentService,
  type AgentTouch,
  type CategorizerEvent,
} from './kinds/transport-agents/agent-event.js';
export {
  agentsAt,
  deliveryAgentFor,
  asksInCategorizer,
  asksInSessions,
  isBuiltInEnabled,
} from './kinds/transport-agents/agents-at.js';
export { builtInAgent, builtInAgents, type BuiltInAgent } from './kinds/transport-agents/built-in-agents.js';
export {
  isInstalled,
  transportAgentSchema,
  type InstalledAgent,
  type TransportAgent,
} from './kinds/transport-agents/transport-agent.js';
