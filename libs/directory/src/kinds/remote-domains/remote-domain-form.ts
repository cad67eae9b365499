import type { FormDeclaration } from '../form-declaration.js';

export const remoteDomainForm: FormDeclaration = {
  tabs: [
    {
      name: 'General',
      parameters: [
        'Name',
        'DomainName',
        'AllowedOOFType',
        'AutoReplyEnabled',
        'AutoForwardEnabled',
        'DeliveryReportEnabled',
        'NDREnabled',
        'NDRDiagnosticInfoEnabled',
        'MeetingForwardNotificationEnabled',
      ],
    },
    { name: 'Text', parameters: [] },
  ],
  labels: {
    DomainName: 'Remote domain',
    AllowedOOFType: 'Out-of-office types',
    AutoReplyEnabled: 'Allow automatic replies',
    AutoForwardEnabled: 'Allow automatic forwarding',
    DeliveryReportEnabled: 'Allow delivery reports',
    NDREnabled: 'Allow non-delivery reports',
    CharacterSet: 'MIME character set',
    NonMimeCharacterSet: 'Non-MIME character set',
    LineWrapSize: 'Characters per line',
    TNEFEnabled: 'Use TNEF',
  },
};
