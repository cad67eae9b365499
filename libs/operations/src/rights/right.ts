import { managementRoleNames, type ManagementRole } from '@mailyard/directory';

/** A right is one of Exchange's management roles: what an operation needs, and a role group gives. */
export type Right = ManagementRole;

export const rights: readonly Right[] = managementRoleNames;
