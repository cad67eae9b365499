import type { FormDeclaration } from '../form-declaration.js';

/** Mailboxes, mail users, contacts and groups; what a kind does not have is on none of its tabs. */
export const recipientForm: FormDeclaration = {
  tabs: [
    {
      name: 'General',
      parameters: [
        'DisplayName',
        'FirstName',
        'Initials',
        'LastName',
        'Name',
        'Alias',
        'ExternalEmailAddress',
        'Database',
        'UserPrincipalName',
        'Members',
        'ManagedBy',
        'RecipientFilter',
        'IncludedRecipients',
        /^Conditional/,
      ],
    },
    { name: 'Email addresses', parameters: ['PrimarySmtpAddress', 'EmailAddresses'] },
    {
      name: 'Mail flow limits',
      parameters: [
        'MaxSendSize',
        'MaxReceiveSize',
        'RecipientLimits',
        'DowngradeHighPriorityMessagesEnabled',
      ],
    },
    {
      name: 'Delivery restrictions',
      parameters: ['RequireSenderAuthenticationEnabled', /^AcceptMessages/, /^RejectMessages/, /^GrantSend/],
    },
    { name: 'Forwarding', parameters: [/^Forwarding/, 'DeliverToMailboxAndForward'] },
    { name: 'Moderation', parameters: [/^Moderat/, /Moderation/, 'ArbitrationMailbox'] },
    { name: 'Reports', parameters: [/^ReportTo/, 'SendOofMessageToOriginatorEnabled', 'ExpansionServer'] },
    { name: 'Contact and organization', parameters: [] },
  ],
  labels: {
    ExternalEmailAddress: 'External email address',
    PrimarySmtpAddress: 'Email address',
    Database: 'Mailbox database',
    UserPrincipalName: 'Sign-in name',
    ManagedBy: 'Owners',
    RequireSenderAuthenticationEnabled: 'Only senders inside the organization',
    AcceptMessagesOnlyFromSendersOrMembers: 'Accept messages from',
    RejectMessagesFromSendersOrMembers: 'Reject messages from',
    GrantSendOnBehalfTo: 'Send on behalf',
    GrantSendAsTo: 'Send as',
    ForwardingAddress: 'Forward to',
    ForwardingSmtpAddress: 'Forward to an address outside',
    DeliverToMailboxAndForward: 'Deliver message to both forwarding address and mailbox',
    MaxSendSize: 'Maximum send message size',
    MaxReceiveSize: 'Maximum receive message size',
    RecipientLimits: 'Maximum recipients',
  },
};
