import type { ExampleTable } from './example-table.js';

/** Connectors, domains, rules, agents, queues and messages. */
export const mailFlowExamples: ExampleTable = {
  'Get-SendConnector': [
    ['Get-SendConnector', 'All Send connectors of the organization.'],
    ['Get-SendConnector "To Internet" | Format-List', 'All parameters of one.'],
  ],
  'Remove-SendConnector': [['Remove-SendConnector "To Fabrikam"', 'Asks, then removes it.']],
  'Get-DeliveryAgentConnector': [['Get-DeliveryAgentConnector', 'All of them.']],
  'New-DeliveryAgentConnector': [
    [
      'New-DeliveryAgentConnector "Text messages" -AddressSpaces "SMS:*;1" -DeliveryProtocol SMS',
      'What is addressed as SMS goes to the delivery agent of that protocol.',
    ],
  ],
  'Set-DeliveryAgentConnector': [
    ['Set-DeliveryAgentConnector "Text messages" -MaxConcurrentConnections 10', 'At most ten at a time.'],
  ],
  'Remove-DeliveryAgentConnector': [['Remove-DeliveryAgentConnector "Text messages"', 'Asks first.']],
  'Get-ForeignConnector': [['Get-ForeignConnector | Format-List', 'All parameters of all of them.']],
  'New-ForeignConnector': [
    [
      'New-ForeignConnector "Fax" -AddressSpaces "FAX:*;1" -DropDirectory /srv/fax',
      'What is addressed as FAX is written into files there.',
    ],
  ],
  'Set-ForeignConnector': [
    [
      'Set-ForeignConnector "Fax" -DropDirectoryQuota 500MB',
      'Messages wait once the folder holds that much.',
    ],
  ],
  'Remove-ForeignConnector': [['Remove-ForeignConnector "Fax"', 'Asks first.']],
  'Get-InboundConnector': [['Get-InboundConnector', 'What is demanded of whose mail.']],
  'New-InboundConnector': [
    [
      'New-InboundConnector "From Fabrikam" -SenderDomains fabrikam.com -SenderIPAddresses 192.0.2.0/24 -RequireTls $true',
      'Mail of a partner, from its addresses, inside TLS.',
    ],
  ],
  'Set-InboundConnector': [
    ['Set-InboundConnector "From Fabrikam" -SenderIPAddresses @{Add="198.51.100.7"}', 'One more address.'],
  ],
  'Remove-InboundConnector': [['Remove-InboundConnector "From Fabrikam"', 'Asks first.']],
  'Get-OutboundConnector': [['Get-OutboundConnector', 'The Send connectors that were made this way.']],
  'New-OutboundConnector': [
    [
      'New-OutboundConnector "To Fabrikam" -RecipientDomains fabrikam.com -TlsSettings DomainValidation -TlsDomain mail.fabrikam.com',
      'Mail to a partner leaves inside TLS, and only to a host with a certificate of that name.',
    ],
  ],
  'Set-OutboundConnector': [
    ['Set-OutboundConnector "To Fabrikam" -Enabled $false', 'Mail takes the next best way.'],
  ],
  'Remove-OutboundConnector': [['Remove-OutboundConnector "To Fabrikam"', 'Asks first.']],
  'Get-AcceptedDomain': [['Get-AcceptedDomain | Format-Table Name,DomainType,Default', 'All of them.']],
  'Remove-AcceptedDomain': [['Remove-AcceptedDomain fabrikam.com', 'Asks first.']],
  'Get-RemoteDomain': [['Get-RemoteDomain Default | Format-List', 'What holds for all other domains.']],
  'New-RemoteDomain': [['New-RemoteDomain Fabrikam -DomainName fabrikam.com', 'With the defaults.']],
  'Remove-RemoteDomain': [['Remove-RemoteDomain Fabrikam', 'Asks first.']],
  'Get-TransportRule': [
    ['Get-TransportRule', 'All rules, in the order in which they act.'],
    ['Get-TransportRule "Disclaimer" | Format-List', 'All about one.'],
  ],
  'Set-TransportRule': [
    ['Set-TransportRule "Disclaimer" -Priority 0', 'It acts first.'],
    ['Set-TransportRule "Disclaimer" -ExceptIfSubjectContainsWords "internal"', 'With an exception.'],
  ],
  'Remove-TransportRule': [['Remove-TransportRule "Disclaimer"', 'Asks first.']],
  'Enable-TransportRule': [['Enable-TransportRule "Disclaimer"', 'It acts again.']],
  'Disable-TransportRule': [['Disable-TransportRule "Disclaimer"', 'It stays, and does nothing.']],
  'Get-JournalRule': [['Get-JournalRule', 'All of them.']],
  'New-JournalRule': [
    [
      'New-JournalRule "Sales" -JournalEmailAddress archive@contoso.com -Recipient sales@contoso.com -Scope Global',
      'A report of each message from or to that group goes to the archive.',
    ],
  ],
  'Set-JournalRule': [['Set-JournalRule "Sales" -Scope External', 'Only of messages from or to outside.']],
  'Remove-JournalRule': [['Remove-JournalRule "Sales"', 'Asks first.']],
  'Get-TransportAgent': [['Get-TransportAgent', 'All agents, in the order in which they are asked.']],
  'Install-TransportAgent': [
    [
      'Install-TransportAgent "Stamp" -AssemblyPath /opt/mailyard/stamp.mjs -TransportAgentFactory Stamp -Events OnSubmittedMessage',
      'An agent of your own. Enable-TransportAgent lets it act.',
    ],
  ],
  'Set-TransportAgent': [['Set-TransportAgent "Stamp" -Priority 1', 'It is asked first.']],
  'Enable-TransportAgent': [['Enable-TransportAgent "Stamp"', 'It is asked from now on.']],
  'Disable-TransportAgent': [['Disable-TransportAgent "Stamp"', 'Asks, then it is not asked any more.']],
  'Uninstall-TransportAgent': [['Uninstall-TransportAgent "Stamp"', 'Asks first.']],
  'Get-TransportRulePredicate': [
    ['Get-TransportRulePredicate', 'What rules can ask of a message.'],
    ['Get-TransportRulePredicate BetweenMemberOf | Format-List', 'Which parameters make a predicate.'],
  ],
  'Get-TransportRuleAction': [
    ['Get-TransportRuleAction', 'What rules can do with a message.'],
    ['Get-TransportRuleAction ApplyHtmlDisclaimer | Format-List', 'Which parameters make an action.'],
  ],
  'Get-TransportPipeline': [['Get-TransportPipeline', 'Which agents are asked at which event.']],
  'Suspend-Queue': [
    [String.raw`Suspend-Queue MBX01\contoso.com`, 'Nothing leaves it until it is resumed.'],
    ['Suspend-Queue -Filter "Status -eq \'Retry\'"', 'All that cannot reach their next hop.'],
  ],
  'Resume-Queue': [[String.raw`Resume-Queue MBX01\contoso.com`, 'Delivery goes on.']],
  'Retry-Queue': [
    [String.raw`Retry-Queue MBX01\fabrikam.com`, 'Tries the next hop at once.'],
    ['Retry-Queue Unreachable -Resubmit $true', 'Its messages are categorized anew.'],
  ],
  'Suspend-Message': [
    ['Suspend-Message -Filter "FromAddress -eq \'kim@contoso.com\'"', 'All messages of one sender.'],
  ],
  'Resume-Message': [
    ['Get-Message -Filter "Status -eq \'Suspended\'" | Resume-Message', 'All that wait for it.'],
  ],
  'Remove-Message': [
    [
      'Remove-Message -Filter "Subject -eq \'Win big\'" -WithNDR $false',
      'Asks, then removes them; nobody is told.',
    ],
  ],
  'Get-MessageTrackingReport': [
    [
      'Search-MessageTrackingReport alice -Subject "Offer" | Get-MessageTrackingReport',
      'What became of a message, recipient by recipient.',
    ],
  ],
  'Add-ResubmitRequest': [
    [
      'Add-ResubmitRequest -StartTime "06/01/2026 6PM" -EndTime "06/01/2026 8PM" -Destination DB01',
      'What Safety Net has of these hours is delivered again into a restored database.',
    ],
  ],
  'Get-ResubmitRequest': [['Get-ResubmitRequest', 'All requests, and how far they are.']],
  'Set-ResubmitRequest': [['Set-ResubmitRequest 1 -Enabled $false', 'It stops until it is enabled again.']],
  'Remove-ResubmitRequest': [['Remove-ResubmitRequest 1', 'Asks first.']],
};
