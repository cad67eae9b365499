import { managementRoleNames, type ManagementRole } from '@mailyard/directory';

/** What a role group can give: Exchange's management roles. */
export const rights: readonly ManagementRole[] = managementRoleNames;

/** Exchange's role for what somebody does with their own account: whoever has signed in has it, by no role group. */
export const ownAccount = 'MyBaseOptions';

/** To say who is in a role group that one manages: whoever a ManagedBy names has it, by no role. */
export const managesRoleGroups = 'MyRoleGroups';

/** What an operation needs. */
export type Right = ManagementRole | typeof ownAccount | typeof managesRoleGroups;
