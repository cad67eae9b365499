import type { RefusedParameters } from './refusal.js';

const groups = 'New-RoleGroup Set-RoleGroup';
const scopes = 'New-ManagementScope Set-ManagementScope';
const assignments = 'New-ManagementRoleAssignment Set-ManagementRoleAssignment';

/** Of role groups, and of how far they reach. */
export const rightsRefusals: readonly RefusedParameters[] = [
  {
    cmdlets: 'New-RoleGroup New-ManagementRoleAssignment Set-ManagementRoleAssignment',
    names: 'RecipientOrganizationalUnitScope',
    reason: 'there are no organizational units here; CustomRecipientWriteScope names a management scope',
  },
  {
    cmdlets: scopes,
    names: 'RecipientRoot',
    reason: 'there are no organizational units here; RecipientRestrictionFilter says who is in the scope',
  },
  {
    cmdlets: scopes,
    names: 'DatabaseRestrictionFilter',
    reason: 'a database is in the scope of its server; ServerRestrictionFilter says which servers',
  },
  {
    cmdlets: 'New-ManagementScope',
    names: 'DatabaseList',
    reason: 'a database is in the scope of its server; ServerList names servers',
  },
  {
    cmdlets: scopes,
    names: 'PartnerDelegatedTenantRestrictionFilter',
    reason: 'there is one organization here',
  },
  { cmdlets: 'Set-ManagementScope', names: 'Name', reason: 'role assignments name a scope by it' },
  { cmdlets: 'Set-RoleGroup', names: 'Name', reason: 'accounts name a role group by it' },
  {
    cmdlets: 'New-ManagementRoleAssignment',
    names: 'User Computer Policy',
    reason: 'roles are given to role groups; SecurityGroup names one',
  },
  {
    cmdlets: 'New-ManagementRoleAssignment',
    names: 'Delegating UnScopedTopLevel',
    reason: 'whoever has the role Role Management gives roles',
  },
  {
    cmdlets: assignments,
    names: 'RecipientRelativeWriteScope',
    reason: 'without CustomRecipientWriteScope all recipients are reached',
  },
  {
    cmdlets: 'Set-ManagementRoleAssignment',
    names: 'Enabled',
    reason: 'Remove-ManagementRoleAssignment takes the role away',
  },
  {
    cmdlets: groups,
    names: 'DisplayName',
    reason: 'a role group has its Name, and a Description',
  },
  {
    cmdlets: groups,
    names: 'LinkedCredential LinkedDomainController',
    reason: 'whoever vouches for its members tells their groups; LinkedForeignGroup names those',
  },
  {
    cmdlets: 'New-RoleGroup',
    names: 'SamAccountName ValidationOrganization WellKnownObject',
    reason: 'a role group is in no Active Directory',
  },
  {
    cmdlets: 'Set-RoleGroup',
    names: 'BypassSecurityGroupManagerCheck',
    reason: 'whoever has the role Role Management is not asked whether they manage the role group',
  },
];
