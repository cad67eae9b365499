import type { ExampleTable } from './example-table.js';

/** Services, certificates, texts of notifications, administrators and the history of the organization. */
export const serverExamples: ExampleTable = {
  'Test-ServiceHealth': [['Test-ServiceHealth', 'Whether all services that mail needs are running.']],
  'Get-HealthReport': [['Get-HealthReport', 'A line for each part of the server.']],
  'Set-TransportService': [
    ['Set-TransportService MBX01 -MessageTrackingLogMaxAge 60.00:00:00', 'Tracking logs are kept longer.'],
    ['Set-TransportService MBX01 -MaxPerDomainOutboundConnections 40', 'To one domain at a time.'],
  ],
  'Set-FrontendTransportService': [
    ['Set-FrontendTransportService MBX01 -ReceiveProtocolLogMaxDirectorySize 1GB', 'Room for protocol logs.'],
  ],
  'Set-MailboxTransportService': [
    ['Set-MailboxTransportService MBX01 -MaxConcurrentMailboxDeliveries 40', 'More at a time.'],
  ],
  'Get-SystemMessage': [['Get-SystemMessage', 'The texts that are not those of Mailyard.']],
  'Set-SystemMessage': [
    [
      String.raw`Set-SystemMessage En\Internal\5.1.10 -Text "Nobody of that name works here."`,
      'Another text for a code.',
    ],
  ],
  'Remove-SystemMessage': [
    [String.raw`Remove-SystemMessage En\Internal\5.1.10`, 'Asks, then the text is Mailyard’s again.'],
  ],
  'Remove-ExchangeCertificate': [
    [
      'Get-ExchangeCertificate | where NotAfter -lt (Get-Date) | Remove-ExchangeCertificate',
      'Asks for each that has expired.',
    ],
  ],
  'Get-ManagementScope': [['Get-ManagementScope', 'What role assignments may be limited to.']],
  'Set-ManagementScope': [
    [
      `Set-ManagementScope Sales -RecipientRestrictionFilter "Department -like 'Sales*'"`,
      'It counts at once for whomever it limits.',
    ],
  ],
  'Remove-ManagementScope': [
    ['Remove-ManagementScope Sales', 'Asks; no role assignment may name it any more.'],
  ],
  'Remove-ManagementRoleAssignment': [
    [
      'Remove-ManagementRoleAssignment "Mail Recipients-Help Desk"',
      'The role group has the role no longer, or not in this way.',
    ],
  ],
  'Remove-RoleGroup': [['Remove-RoleGroup "Printer operators"', 'Asks first.']],
  'Add-RoleGroupMember': [['Add-RoleGroupMember "Server Management" -Member anna', 'Anna may do that, too.']],
  'Remove-RoleGroupMember': [
    ['Remove-RoleGroupMember "Server Management" -Member anna', 'Asks; it counts at once.'],
  ],
  'Update-RoleGroupMember': [
    ['Update-RoleGroupMember "Server Management" -Members anna,ben', 'These and nobody else.'],
  ],
  'Get-Administrator': [['Get-Administrator', 'All accounts of the admin centre.']],
  'Set-AdministratorPassword': [
    ['Set-AdministratorPassword anna -Password (Get-Credential anna)', 'Asks for it. Anna is signed out.'],
  ],
  'Reset-SecondFactor': [['Reset-SecondFactor anna', 'For somebody who has lost the telephone.']],
  'Remove-Administrator': [['Remove-Administrator anna', 'Asks; with sessions and tokens.']],
  'Get-AdministratorSession': [['Get-AdministratorSession', 'Who is signed in, since when and from where.']],
  'Get-ApiToken': [['Get-ApiToken', 'Your own, and when each was last used.']],
  'Remove-ApiToken': [['Get-ApiToken | where Expired | Remove-ApiToken', 'Those that count no more.']],
  'Set-MyPassword': [
    [
      'Set-MyPassword -CurrentPassword (Get-Credential anna) -Password (Get-Credential anna)',
      'Asks for both. Your sessions end.',
    ],
  ],
  'Enable-MySecondFactor': [['Enable-MySecondFactor', 'A key for an authenticator app.']],
  'Confirm-MySecondFactor': [['Confirm-MySecondFactor 123456', 'A code of the app turns it on.']],
  'Disable-MySecondFactor': [['Disable-MySecondFactor 123456', 'A code of the app turns it off.']],
  'Get-OrganizationHistory': [['Get-OrganizationHistory -ResultSize 20', 'The last changes, newest first.']],
  'Compare-OrganizationRevision': [
    ['Compare-OrganizationRevision 41', 'What has changed since that revision.'],
    ['Compare-OrganizationRevision 41 43', 'What has changed between the two.'],
  ],
};
