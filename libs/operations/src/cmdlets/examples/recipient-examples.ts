import type { ExampleTable } from './example-table.js';

/** Mailboxes, contacts, groups, logins and where they come from. */
export const recipientExamples: ExampleTable = {
  'Get-Mailbox': [
    ['Get-Mailbox -ResultSize Unlimited', 'All of them.'],
    ['Get-Mailbox -Filter "ForwardingSmtpAddress -ne $null"', 'Those whose mail goes elsewhere.'],
  ],
  'Remove-Mailbox': [['Remove-Mailbox dave', 'Asks first. The mail stays in its folder.']],
  'Get-MailUser': [['Get-MailUser', 'All of them.']],
  'New-MailUser': [
    ['New-MailUser "Ed Meadows" -ExternalEmailAddress ed@fabrikam.com', 'Mail for Ed goes there.'],
  ],
  'Set-MailUser': [['Set-MailUser "Ed Meadows" -ExternalEmailAddress ed@adatum.com', 'Ed has moved.']],
  'Remove-MailUser': [['Remove-MailUser "Ed Meadows"', 'Asks first.']],
  'Get-MailContact': [['Get-MailContact | Format-Table Name,ExternalEmailAddress', 'All of them.']],
  'Set-MailContact': [
    ['Set-MailContact "Chris Ashton" -EmailAddresses @{Add="chris@contoso.com"}', 'One more address.'],
  ],
  'Remove-MailContact': [['Remove-MailContact "Chris Ashton"', 'Asks first.']],
  'Get-DistributionGroup': [['Get-DistributionGroup', 'All of them.']],
  'New-DistributionGroup': [['New-DistributionGroup "Sales" -Members alice,bob', 'With two members.']],
  'Set-DistributionGroup': [
    [
      'Set-DistributionGroup "Sales" -RequireSenderAuthenticationEnabled $false',
      'Senders outside may write to it, too.',
    ],
    [
      'Set-DistributionGroup "Sales" -ModerationEnabled $true -ModeratedBy alice',
      'Mail to it waits until Alice has approved it.',
    ],
  ],
  'Remove-DistributionGroup': [['Remove-DistributionGroup "Sales"', 'Asks first.']],
  'Get-DistributionGroupMember': [['Get-DistributionGroupMember "Sales"', 'Who is in it.']],
  'Add-DistributionGroupMember': [['Add-DistributionGroupMember "Sales" -Member carol', 'Takes Carol in.']],
  'Remove-DistributionGroupMember': [
    ['Remove-DistributionGroupMember "Sales" -Member carol', 'Asks, then Carol is out.'],
  ],
  'Update-DistributionGroupMember': [
    ['Update-DistributionGroupMember "Sales" -Members alice,bob', 'These and nobody else.'],
  ],
  'Get-DynamicDistributionGroup': [['Get-DynamicDistributionGroup | Format-List', 'With their filters.']],
  'New-DynamicDistributionGroup': [
    ['New-DynamicDistributionGroup "All staff" -IncludedRecipients MailboxUsers', 'All mailboxes there are.'],
    [
      "New-DynamicDistributionGroup \"Sales\" -RecipientFilter {(RecipientType -eq 'UserMailbox') -and (Department -like 'Sales*')}",
      'Whoever passes the filter when a message comes.',
    ],
  ],
  'Set-DynamicDistributionGroup': [
    [
      'Set-DynamicDistributionGroup "All staff" -IncludedRecipients MailboxUsers,MailContacts',
      'More of them.',
    ],
  ],
  'Remove-DynamicDistributionGroup': [['Remove-DynamicDistributionGroup "All staff"', 'Asks first.']],
  'Get-SmtpCredential': [['Get-SmtpCredential', 'All logins of SMTP that are no mailboxes.']],
  'Remove-SmtpCredential': [
    ['Remove-SmtpCredential scanner@contoso.com', 'Asks, then that login is refused.'],
  ],
  'Get-MailboxDatabase': [['Get-MailboxDatabase', 'Which server holds which mailboxes.']],
  'New-MailboxDatabase': [['New-MailboxDatabase DB02 -Server MBX02', 'Its mailboxes are at that server.']],
  'Set-MailboxDatabase': [['Set-MailboxDatabase DB02 -Name Sales', 'Another name.']],
  'Remove-MailboxDatabase': [['Remove-MailboxDatabase DB02', 'Asks first.']],
  'Get-DirectorySource': [['Get-DirectorySource | Format-List', 'With what was read last, and when.']],
  'Remove-DirectorySource': [['Remove-DirectorySource contoso', 'Asks first. Its recipients stay.']],
};
