/** Exchange's management roles, as far as something here needs one, with what whoever has it may do. */
export const managementRoles = {
  'Active Directory Permissions': 'Change who may do what at connectors that one may change.',
  Databases: 'Make, change and remove mailbox databases.',
  'Distribution Groups': 'Make, change and remove groups, and change who is in them.',
  'Edge Subscriptions': 'Subscribe Edge servers, and bring them up to date.',
  'Exchange Connectors': 'Make, change and remove Delivery Agent connectors.',
  'Exchange Server Certificates': 'Make, import, assign, export and remove certificates.',
  'Exchange Servers': 'Change the settings of services, take components out of service, test connectivity.',
  Journaling: 'Make, change and remove journal rules.',
  'Mail Recipients': 'Make, change and remove mailboxes, mail users and contacts.',
  'Message Tracking': 'Find out what became of messages.',
  Monitoring: 'See how servers, services and queues fare.',
  'Organization Configuration': 'Apply a whole organization, and what is for the organization as a whole.',
  'Organization Transport Settings':
    'Change the transport settings of the organization, and its notifications.',
  'Receive Connectors': 'Make, change and remove Receive connectors.',
  'Remote and Accepted Domains': 'Make, change and remove accepted and remote domains.',
  'Reset Password': 'Give accounts that send mail another password.',
  'Role Management': 'Change role groups and their members.',
  'Send Connectors': 'Make, change and remove Send and Foreign connectors.',
  'Transport Agents': 'Install, change and remove transport agents.',
  'Transport Hygiene': 'Change the settings of services.',
  'Transport Queues': 'Suspend, retry and remove what waits in queues, and read messages there.',
  'Transport Rules': 'Make, change and remove mail flow rules.',
  'View-Only Audit Logs': 'See who changed what.',
  'View-Only Configuration': 'See everything but recipients, contents of messages and the audit log.',
  'View-Only Recipients': 'See mailboxes, users, contacts and groups.',
} as const satisfies Readonly<Record<string, string>>;

export type ManagementRole = keyof typeof managementRoles;

export const managementRoleNames = Object.keys(managementRoles) as [ManagementRole, ...ManagementRole[]];
