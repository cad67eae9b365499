import type { Feature, Title } from './page.js';

/** All pages, in the order in which they are shown. A new page is a line here and a folder in pages/. */
export const features: readonly Feature[] = [
  {
    title: 'dashboard',
    icon: 'dashboard',
    key: 'd',
    pages: [
      {
        path: '/dashboard',
        title: 'dashboard',
        needs: 'Get-TransportSeries',
        load: () => import('../pages/dashboard/dashboard-page.js'),
      },
    ],
  },
  {
    title: 'recipients',
    icon: 'recipients',
    key: 'r',
    isOfOrganization: true,
    pages: [
      {
        path: '/recipients/mailboxes',
        title: 'mailboxes',
        needs: 'Get-Mailbox',
        load: () => import('../pages/recipients/mailboxes/mailboxes-page.js'),
      },
      {
        path: '/recipients/groups',
        title: 'groups',
        needs: 'Get-DistributionGroup',
        load: () => import('../pages/recipients/groups/groups-page.js'),
      },
      {
        path: '/recipients/contacts',
        title: 'contacts',
        needs: 'Get-MailContact',
        load: () => import('../pages/recipients/contacts/contacts-page.js'),
      },
    ],
  },
  {
    title: 'permissions',
    icon: 'permissions',
    key: 'p',
    pages: [
      {
        path: '/permissions/role-groups',
        title: 'roleGroups',
        needs: 'Get-RoleGroup',
        load: () => import('../pages/permissions/role-groups/role-groups-page.js'),
      },
      {
        path: '/permissions/accounts',
        title: 'accounts',
        needs: 'Get-Administrator',
        load: () => import('../pages/permissions/accounts/accounts-page.js'),
      },
      {
        path: '/permissions/tokens',
        title: 'tokens',
        needs: 'Get-ApiToken',
        load: () => import('../pages/permissions/tokens/tokens-page.js'),
      },
      {
        path: '/permissions/audit',
        title: 'audit',
        needs: 'Search-AdminAuditLog',
        load: () => import('../pages/permissions/audit/audit-page.js'),
      },
    ],
  },
  {
    title: 'mailFlow',
    icon: 'mailFlow',
    key: 'm',
    isOfOrganization: true,
    pages: [
      {
        path: '/mail-flow/receive-connectors',
        title: 'receiveConnectors',
        needs: 'Get-ReceiveConnector',
        load: () => import('../pages/mail-flow/receive-connectors/receive-connectors-page.js'),
      },
      {
        path: '/mail-flow/send-connectors',
        title: 'sendConnectors',
        needs: 'Get-SendConnector',
        load: () => import('../pages/mail-flow/send-connectors/send-connectors-page.js'),
      },
      {
        path: '/mail-flow/other-connectors',
        title: 'otherConnectors',
        needs: 'Get-ForeignConnector',
        load: () => import('../pages/mail-flow/other-connectors/other-connectors-page.js'),
      },
      {
        path: '/mail-flow/accepted-domains',
        title: 'acceptedDomains',
        needs: 'Get-AcceptedDomain',
        load: () => import('../pages/mail-flow/accepted-domains/accepted-domains-page.js'),
      },
      {
        path: '/mail-flow/remote-domains',
        title: 'remoteDomains',
        needs: 'Get-RemoteDomain',
        load: () => import('../pages/mail-flow/remote-domains/remote-domains-page.js'),
      },
      {
        path: '/mail-flow/rules',
        title: 'rules',
        needs: 'Get-TransportRule',
        load: () => import('../pages/mail-flow/rules/rules-page.js'),
      },
      {
        path: '/mail-flow/relay-clients',
        title: 'relayClients',
        needs: 'Get-RelayClient',
        load: () => import('../pages/mail-flow/relay-clients/relay-clients-page.js'),
      },
    ],
  },
  {
    title: 'queues',
    icon: 'queues',
    key: 'q',
    pages: [
      {
        path: '/queue-viewer/queues',
        title: 'queues',
        needs: 'Get-Queue',
        load: () => import('../pages/queue-viewer/queues/queues-page.js'),
      },
      {
        path: '/queue-viewer/messages',
        title: 'messages',
        needs: 'Get-MessageSearchRow',
        load: () => import('../pages/queue-viewer/messages/messages-page.js'),
      },
      {
        path: '/queue-viewer/operations',
        title: 'operations',
        needs: 'Get-MessageOperation',
        load: () => import('../pages/queue-viewer/operations/operations-page.js'),
      },
      {
        path: '/queue-viewer/messages/$id',
        title: 'message',
        needs: 'Show-Message',
        load: () => import('../pages/tracking/message/message-page.js'),
        isWithin: true,
      },
    ],
  },
  {
    title: 'tracking',
    icon: 'tracking',
    key: 't',
    pages: [
      {
        path: '/tracking',
        title: 'tracking',
        needs: 'Search-MessageTrackingReport',
        load: () => import('../pages/tracking/search/tracking-page.js'),
      },
      {
        path: '/tracking/$id',
        title: 'message',
        needs: 'Get-MessageTrackingReport',
        load: () => import('../pages/tracking/message/message-page.js'),
        isWithin: true,
      },
    ],
  },
  {
    title: 'servers',
    icon: 'servers',
    key: 's',
    pages: [
      {
        path: '/servers/servers',
        title: 'servers',
        needs: 'Get-TransportService',
        load: () => import('../pages/servers/servers/servers-page.js'),
      },
      {
        path: '/servers/services',
        title: 'services',
        needs: 'Get-Service',
        load: () => import('../pages/servers/services/services-page.js'),
      },
      {
        path: '/servers/protocol-log',
        title: 'protocolLog',
        needs: 'Get-ProtocolLog',
        load: () => import('../pages/servers/protocol-log/protocol-log-page.js'),
      },
      {
        path: '/servers/back-pressure',
        title: 'backPressure',
        needs: 'Get-ExchangeDiagnosticInfo',
        load: () => import('../pages/servers/back-pressure/back-pressure-page.js'),
      },
      {
        path: '/servers/certificates',
        title: 'certificates',
        needs: 'Get-ExchangeCertificate',
        load: () => import('../pages/servers/certificates/certificates-page.js'),
      },
    ],
  },
  {
    title: 'tools',
    icon: 'tools',
    key: 'o',
    pages: [
      {
        path: '/tools/explain-connection',
        title: 'explainConnection',
        needs: 'Explain-Connection',
        load: () => import('../pages/tools/explain-connection/explain-connection-page.js'),
      },
      {
        path: '/tools/explain-route',
        title: 'explainRoute',
        needs: 'Explain-Route',
        load: () => import('../pages/tools/explain-route/explain-route-page.js'),
      },
      {
        path: '/tools/test-smtp',
        title: 'testSmtp',
        needs: 'Test-SmtpConnectivity',
        load: () => import('../pages/tools/test-smtp/test-smtp-page.js'),
      },
      {
        path: '/tools/import',
        title: 'import',
        needs: 'Get-ExchangeExport',
        load: () => import('../pages/tools/import/import-page.js'),
      },
      {
        path: '/tools/organization',
        title: 'organizationFile',
        needs: 'Get-OrganizationHistory',
        load: () => import('../pages/tools/organization/organization-page.js'),
      },
    ],
  },
];

/** Pages of the server itself, beside ours. */
export const serverPages = [
  { href: '/queues', title: 'bullBoard' },
  { href: '/api', title: 'apiPage' },
] as const satisfies readonly { readonly href: string; readonly title: Title }[];
