/** Exchange's management roles, as far as an operation needs one. */
export const rights = [
  'Mail Recipients',
  'Message Tracking',
  'Monitoring',
  'Organization Configuration',
  'Remote and Accepted Domains',
  'Reset Password',
  'Transport Queues',
  'View-Only Audit Logs',
  'View-Only Configuration',
] as const;

export type Right = (typeof rights)[number];
