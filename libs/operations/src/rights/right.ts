/** Exchange's management roles, as far as an operation needs one. */
export const rights = [
  'Active Directory Permissions',
  'Databases',
  'Distribution Groups',
  'Exchange Connectors',
  'Exchange Server Certificates',
  'Exchange Servers',
  'Journaling',
  'Mail Recipients',
  'Message Tracking',
  'Monitoring',
  'Organization Configuration',
  'Organization Transport Settings',
  'Receive Connectors',
  'Remote and Accepted Domains',
  'Reset Password',
  'Role Management',
  'Send Connectors',
  'Transport Agents',
  'Transport Queues',
  'Transport Rules',
  'View-Only Audit Logs',
  'View-Only Configuration',
  'View-Only Recipients',
] as const;

/** Exchange's role for what somebody does with their own account: whoever has signed in has it, by no role group. */
export const ownAccount = 'MyBaseOptions';

export type Right = (typeof rights)[number] | typeof ownAccount;
