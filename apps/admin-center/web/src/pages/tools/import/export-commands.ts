/** What is run on the server that is left, as docs/import.md has it. */
export const exportCommands = `Get-AcceptedDomain           | Export-Clixml AcceptedDomain.xml
Get-RemoteDomain             | Export-Clixml RemoteDomain.xml
Get-TransportConfig          | Export-Clixml TransportConfig.xml
Get-TransportService         | Export-Clixml TransportService.xml
Get-ReceiveConnector         | Export-Clixml ReceiveConnector.xml
Get-SendConnector            | Export-Clixml SendConnector.xml
Get-ReceiveConnector | Get-ADPermission | Export-Clixml ReceivePermissions.xml
Get-SendConnector    | Get-ADPermission | Export-Clixml SendPermissions.xml
Get-Mailbox -ResultSize Unlimited                  | Export-Clixml Mailbox.xml
Get-MailContact -ResultSize Unlimited              | Export-Clixml MailContact.xml
Get-MailUser -ResultSize Unlimited                 | Export-Clixml MailUser.xml
Get-DistributionGroup -ResultSize Unlimited        | Export-Clixml DistributionGroup.xml
Get-DynamicDistributionGroup -ResultSize Unlimited | Export-Clixml DynamicDistributionGroup.xml
Get-DistributionGroup -ResultSize Unlimited | ForEach-Object { $group = $_
  Get-DistributionGroupMember $group.Identity -ResultSize Unlimited |
    Select-Object @{n='Group';e={$group.Name}}, Name, PrimarySmtpAddress } | Export-Clixml Members.xml
Get-TransportRule            | Export-Clixml TransportRule.xml
Get-JournalRule              | Export-Clixml JournalRule.xml`;
