/** What a page is for whoever has some roles. */
export type Access = 'none' | 'reads' | 'changes';

export interface PageAccess {
  readonly page: string;
  /** Orders by which the server decides. */
  readonly orders: { readonly read: string; readonly change?: string };
  /** Any of these roles will do. */
  readonly readBy: readonly string[];
  readonly changeBy: readonly string[];
}

const recipients = 'View-Only Recipients';
const configuration = 'View-Only Configuration';

const row = <const Page extends string>(
  page: Page,
  [read, change]: readonly [read: string, change?: string],
  [readBy, changeBy = []]: readonly [readBy: readonly string[], changeBy?: readonly string[]],
) => ({ page, orders: { read, ...(change !== undefined && { change }) }, readBy, changeBy });

/** The pages, with the roles that open them and those that change what they show. A spec holds it against the operations. */
export const pageAccess = [
  row('mailboxes', ['Get-Mailbox', 'Set-Mailbox'], [[recipients], ['Mail Recipients']]),
  row('groups', ['Get-DistributionGroup', 'Set-DistributionGroup'], [[recipients], ['Distribution Groups']]),
  row('contacts', ['Get-MailContact', 'Set-MailContact'], [[recipients], ['Mail Recipients']]),
  row('roleGroups', ['Get-RoleGroup', 'Set-RoleGroup'], [[configuration], ['Role Management']]),
  row('accounts', ['Get-Administrator', 'Set-Administrator'], [[configuration], ['Role Management']]),
  row('audit', ['Search-AdminAuditLog'], [['View-Only Audit Logs']]),
  row(
    'receiveConnectors',
    ['Get-ReceiveConnector', 'Set-ReceiveConnector'],
    [[configuration], ['Receive Connectors']],
  ),
  row('sendConnectors', ['Get-SendConnector', 'Set-SendConnector'], [[configuration], ['Send Connectors']]),
  row(
    'deliveryAgents',
    ['Get-DeliveryAgentConnector', 'Set-DeliveryAgentConnector'],
    [[configuration], ['Exchange Connectors']],
  ),
  row(
    'domains',
    ['Get-AcceptedDomain', 'Set-AcceptedDomain'],
    [[configuration], ['Remote and Accepted Domains']],
  ),
  row('rules', ['Get-TransportRule', 'Set-TransportRule'], [[configuration], ['Transport Rules']]),
  row(
    'relayClients',
    ['Get-RelayClient', 'Set-RelayClient'],
    [['Message Tracking'], ['Organization Configuration']],
  ),
  row('queues', ['Get-Queue', 'Suspend-Queue'], [[configuration], ['Transport Queues']]),
  row('messages', ['Get-Message', 'Remove-Message'], [[configuration], ['Transport Queues']]),
  row('tracking', ['Search-MessageTrackingReport'], [['Message Tracking']]),
  row(
    'servers',
    ['Get-TransportService', 'Set-TransportService'],
    [[configuration], ['Exchange Servers', 'Transport Hygiene']],
  ),
  row(
    'services',
    ['Get-Service', 'Set-ServerComponentState'],
    [['Monitoring', configuration], ['Exchange Servers']],
  ),
  row(
    'certificates',
    ['Get-ExchangeCertificate', 'New-ExchangeCertificate'],
    [[configuration], ['Exchange Server Certificates']],
  ),
  row('protocolLog', ['Get-ProtocolLog'], [[configuration]]),
  row('explain', ['Explain-Connection'], [[configuration]]),
  row('testSmtp', ['Test-SmtpConnectivity', 'Test-SmtpConnectivity'], [[], ['Exchange Servers']]),
  row(
    'organization',
    ['Get-OrganizationHistory', 'Restore-OrganizationRevision'],
    [[configuration], ['Organization Configuration']],
  ),
] as const satisfies readonly PageAccess[];

/** Whoever may change something may look at it. */
export function accessOf({ readBy, changeBy }: PageAccess, roles: readonly string[]): Access {
  const holds = (wanted: readonly string[]): boolean => wanted.some((role) => roles.includes(role));
  if (holds(changeBy)) return 'changes';
  return holds(readBy) ? 'reads' : 'none';
}
