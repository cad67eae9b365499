import type { FormDeclaration } from '../form-declaration.js';

export const settingsForm: FormDeclaration = {
  tabs: [
    {
      name: 'Limits',
      parameters: ['MaxRecipientEnvelopeLimit', 'MaxSendSize', 'MaxReceiveSize', 'ExpansionSizeLimit'],
    },
    {
      name: 'Retry and expiry',
      parameters: [
        /Retry/,
        /Expiration/,
        /DelayNotification/,
        'MaxIdleTimeBeforeResubmit',
        'QueueMaxIdleTime',
      ],
    },
    { name: 'Priorities', parameters: [/Priority/] },
    { name: 'Safety Net and shadow redundancy', parameters: [/^SafetyNet/, /Shadow/] },
    {
      name: 'Reports',
      parameters: [/Dsn/, /DSN/, 'ExternalPostmasterAddress', 'JournalingReportNdrTo', /Recipient$/],
    },
    { name: 'Other', parameters: [] },
  ],
  labels: {
    MaxRecipientEnvelopeLimit: 'Maximum number of recipients',
    MaxSendSize: 'Maximum send message size',
    MaxReceiveSize: 'Maximum receive message size',
    SafetyNetHoldTime: 'Safety Net hold time',
    ExternalPostmasterAddress: 'External postmaster address',
  },
};
