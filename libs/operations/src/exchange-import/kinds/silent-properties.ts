import type { ExportedNoun } from './recognised.js';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What every object of Exchange has beside its parameters: where and since when it is. */
const everywhere = words(`
  AdminDisplayName ExchangeVersion DistinguishedName Identity Guid ObjectCategory ObjectClass WhenChanged WhenCreated
  WhenChangedUTC WhenCreatedUTC OrganizationId OrganizationalUnitRoot Id OriginatingServer IsValid ObjectState
  PSComputerName RunspaceId PSShowComputerName PSSourceJobInstanceId ExchangeObjectId SerializationData Server Usage
`);

/** Of recipients: what follows from other properties, or from the directory that they were in. */
const recipients = words(`
  AddressListMembership AdministrativeUnits EmailAddressPolicyEnabled HasPicture HasSpokenName IsDirSynced
  LegacyExchangeDN MaxSendSizeIsUnlimited OrganizationalUnit PoliciesIncluded PoliciesExcluded RecipientType
  RecipientTypeDetails RecipientDisplayType SamAccountName SimpleDisplayName UMDtmfMap WindowsEmailAddress ExternalDirectoryObjectId
  ExchangeGuid ExchangeObjectId ExchangeUserAccountControl LastExchangeChangedTime SKUAssigned MailboxMoveStatus
  MailTipTranslations IsPersonToPersonTextMessagingEnabled IsMachineToPersonTextMessagingEnabled AllowUMCallsFromNonUsers
  IsInactiveMailbox IsMailboxEnabled IsResource IsLinked IsShared IsSoftDeletedByRemove IsSoftDeletedByDisable
  WasInactiveMailbox IsRootPublicFolderMailbox IsValidSecurityPrincipal AccountDisabled IsExcludedFromServingHierarchy
  IsHierarchyReady IsHierarchySyncEnabled IsAuxMailbox HasPicture LinkedMasterAccount ServerName ServerLegacyDN
  RoleAssignmentPolicy SharingPolicy AddressBookPolicy OfflineAddressBook ThrottlingPolicy
  UseDatabaseQuotaDefaults UseDatabaseRetentionDefaults DeletedItemFlags RetainDeletedItemsFor
  RetainDeletedItemsUntilBackup RecoverableItemsQuota
  RecoverableItemsWarningQuota CalendarLoggingQuota ArchiveQuota ArchiveWarningQuota RulesQuota CalendarVersionStoreDisabled
  CalendarRepairDisabled AntispamBypassEnabled MaxSafeSenders MaxBlockedSenders MessageTrackingReadStatusEnabled
  DefaultPublicFolderMailbox DefaultPublicFolderMailboxValue EffectivePublicFolderMailbox Languages Extensions
  ProtocolSettings UserCertificate UserSMimeCertificate AuditEnabled AuditLogAgeLimit AuditAdmin AuditDelegate AuditOwner
  DefaultAuditSet SiloName SourceAnchor StsRefreshTokensValidFrom NonCompliantDevices EnforcedTimestamps DataEncryptionPolicy
  UserPersistedCapabilities PersistedCapabilities
  MailboxProvisioningConstraint MailboxProvisioningPreferences MailboxRegion MailboxRegionLastUpdateTime
  MailboxContainerGuid UnifiedMailbox AggregatedMailboxGuids MailboxLocations DisabledMailboxLocations ArchiveGuid ArchiveName
  ArchiveStatus ArchiveState ArchiveRelease ArchiveDomain ArchiveDatabaseGuid DisabledArchiveDatabase
  DisabledArchiveGuid LitigationHoldDuration InPlaceHoldsRaw ComplianceTagHoldApplied
  WindowsLiveID MicrosoftOnlineServicesID ResourceCapacity ResourceCustom ResourceType RoomMailboxAccountEnabled
  ImmutableId ExtensionCustomAttribute1 ExtensionCustomAttribute2 ExtensionCustomAttribute3 ExtensionCustomAttribute4
  ExtensionCustomAttribute5 WhenMailboxCreated WhenSoftDeleted OriginalDatabase MailboxPlan OrphanSoftDeleteTrackingTime
  QueryBaseDN QueryBaseDNRestrictionEnabled RemoteAccountPolicy UserSettings MacAttachmentFormat MessageFormat
  MessageBodyFormat UsePreferMessageFormat UseMapiRichTextFormat MaxRecipientPerMessage MailboxRelease AccountSku
  GroupType GroupExternalMemberCount MemberJoinRestriction MemberDepartRestriction MembershipRestriction
  RecipientContainer LdapRecipientFilter RecipientFilterType IsSecurityGroup PSShowComputerName MasteredOnPremise
  ReportToManagerEnabledRaw InternetEncoding EndDateForRetentionHold StartDateForRetentionHold
  GeneratedOfflineAddressBooks ExternalOofOptions IsMonitoringMailbox ReconciliationId RecipientLimitsIsUnlimited DatabaseGuid
`);

const connectors = words(`
  SmartHostsString ConnectedDomains SourceRoutingGroup HomeMTA HomeMtaServerId IsSmtpConnector CertificateSubject Region
`);

const rules = words(`
  Conditions Exceptions Actions Description RuleVersion Size RuleIdentity ManuallyModified RuleSubType UseLegacyRegex
  DlpPolicyId ImmutableId LastModifiedBy CreatedBy IsRuleConfigurationSupported RuleErrorDetails ActivationDateRaw
  ADComparisonOperator ApplyHtmlDisclaimerLocationRaw Enabled DlpPolicy ActivationDescription ExpiryDescription
`);

const domains = words(`
  AuthenticationType LiveIdInstanceType PendingRemoval PendingCompletion FederatedOrganizationLink MailFlowPartner
  OutboundOnly PendingFederatedAccountNamespace PendingFederatedDomain PerimeterDuplicateDetected
  IsDefaultFederatedDomain EnableNego2Authentication InitialDomain CanHaveCloudCache RawMailFlowPartner
`);

const lists: Readonly<Partial<Record<ExportedNoun, readonly string[]>>> = {
  SendConnector: connectors,
  AcceptedDomain: domains,
  Mailbox: recipients,
  RemoteMailbox: recipients,
  MailContact: recipients,
  MailUser: recipients,
  DistributionGroup: recipients,
  DynamicDistributionGroup: recipients,
  TransportRule: rules,
  JournalRule: rules,
};

const sets = new Map<ExportedNoun, ReadonlySet<string>>();

/** Properties that are no settings: nothing is lost without them. */
export function isSilent(noun: ExportedNoun, property: string): boolean {
  const known =
    sets.get(noun) ?? new Set([...everywhere, ...(lists[noun] ?? [])].map((name) => name.toLowerCase()));
  sets.set(noun, known);
  return known.has(property.toLowerCase());
}
