import {
  addressSpaces,
  AddressSpacesField,
  FormCheck,
  FormText,
  FormTextRows,
  megabytes,
  Note,
  number,
  optional,
  SourceServersField,
  type EditTab,
  type FormValues,
  type ShownParameters,
} from '../../../ui/index.js';
import { useTexts, type TextKey, type Texts } from '../../../text/index.js';
import { otherConnectorTexts } from './other-connectors.text.js';

/** Kinds that Exchange has in its shell, or in the cloud, alone. */
export const otherKinds = ['DeliveryAgentConnectors', 'ForeignConnectors', 'InboundConnectors'] as const;
export type OtherKind = (typeof otherKinds)[number];

type T = Texts<TextKey<typeof otherConnectorTexts>>;

/** What the form of a kind is made of: its pages when one is made, tabs when it is edited. */
export interface OtherForm {
  readonly shown: ShownParameters;
  readonly initial: (servers: readonly string[]) => FormValues;
  readonly pages: (t: T) => readonly EditTab[];
  /** Beside the pages, when it is edited. */
  readonly general: (t: T) => EditTab;
}

const spaces = (t: T): EditTab => ({
  title: t('spaces'),
  fields: ['AddressSpaces', 'IsScopedConnector'],
  content: (
    <>
      <AddressSpacesField />
      <FormCheck name="IsScopedConnector" label={t('scoped')} />
    </>
  ),
});

const servers = (t: T): EditTab => ({
  title: t('servers'),
  fields: ['SourceTransportServers'],
  content: <SourceServersField />,
});

const routed = (names: readonly string[]): FormValues => ({
  Name: '',
  AddressSpaces: [],
  IsScopedConnector: false,
  SourceTransportServers: names.length === 1 ? names : [],
});

const common = { AddressSpaces: addressSpaces, Comment: optional, MaxMessageSize: megabytes };

const demandsOf = (t: T): EditTab => ({
  title: t('demands'),
  fields: [
    'RequireTls',
    'RestrictDomainsToCertificate',
    'TlsSenderCertificateName',
    'RestrictDomainsToIPAddresses',
    'SenderIPAddresses',
  ],
  content: <DemandsPage />,
});

/** Of a partner, after name and type. */
export const partnerPages = (t: T): readonly EditTab[] => [
  { title: t('SenderDomains'), fields: ['SenderDomains'], content: <SenderDomainsField /> },
  demandsOf(t),
];

export const otherForms: Readonly<Record<OtherKind, OtherForm>> = {
  DeliveryAgentConnectors: {
    shown: { ...common, MaxConcurrentConnections: number, MaxMessagesPerConnection: number },
    initial: (names) => ({ ...routed(names), DeliveryProtocol: '' }),
    pages: (t) => [
      { title: t('delivery'), fields: ['Name', 'DeliveryProtocol'], content: <AgentPage /> },
      spaces(t),
      servers(t),
    ],
    general: (t) => ({
      title: t('general'),
      fields: [
        'Enabled',
        'Comment',
        'MaxConcurrentConnections',
        'MaxMessagesPerConnection',
        'MaxMessageSize',
      ],
      content: (
        <GeneralTab limits={['MaxConcurrentConnections', 'MaxMessagesPerConnection', 'MaxMessageSize']} />
      ),
    }),
  },
  ForeignConnectors: {
    shown: { ...common, DropDirectory: optional, DropDirectoryQuota: megabytes },
    initial: (names) => ({
      ...routed(names),
      DropDirectory: '',
      DropDirectoryQuota: 'Unlimited',
      RelayDsnRequired: false,
    }),
    pages: (t) => [
      {
        title: t('folder'),
        fields: ['Name', 'DropDirectory', 'DropDirectoryQuota', 'RelayDsnRequired'],
        content: <FolderPage />,
      },
      spaces(t),
      servers(t),
    ],
    general: (t) => ({
      title: t('general'),
      fields: ['Enabled', 'Comment', 'MaxMessageSize'],
      content: <GeneralTab limits={['MaxMessageSize']} />,
    }),
  },
  InboundConnectors: {
    shown: { Comment: optional, TlsSenderCertificateName: optional },
    initial: () => ({
      Name: '',
      SenderDomains: [],
      RequireTls: true,
      RestrictDomainsToCertificate: false,
      TlsSenderCertificateName: '',
      RestrictDomainsToIPAddresses: false,
      SenderIPAddresses: [],
    }),
    pages: (t) => [
      { title: t('SenderDomains'), fields: ['Name', 'SenderDomains'], content: <SenderPage /> },
      demandsOf(t),
    ],
    general: (t) => ({
      title: t('general'),
      fields: ['Enabled', 'Comment'],
      content: <GeneralTab limits={[]} />,
    }),
  },
};

type Limit = 'MaxConcurrentConnections' | 'MaxMessagesPerConnection' | 'MaxMessageSize';

function GeneralTab({ limits }: { readonly limits: readonly Limit[] }) {
  const t = useTexts(otherConnectorTexts);
  return (
    <>
      <FormCheck name="Enabled" label={t('Enabled')} />
      <FormText name="Comment" label={t('Comment')} isMultiline />
      <div className="columns">
        {limits.map((name) => (
          <FormText key={name} name={name} label={t(name)} />
        ))}
      </div>
    </>
  );
}

function AgentPage() {
  const t = useTexts(otherConnectorTexts);
  return (
    <>
      <FormText name="Name" label={t('name')} />
      <FormText name="DeliveryProtocol" label={t('DeliveryProtocol')} description={t('protocolHelp')} />
      <Note>{t('noAgents')}</Note>
    </>
  );
}

function FolderPage() {
  const t = useTexts(otherConnectorTexts);
  return (
    <>
      <FormText name="Name" label={t('name')} />
      <FormText name="DropDirectory" label={t('DropDirectory')} description={t('folderHelp')} />
      <FormText name="DropDirectoryQuota" label={t('DropDirectoryQuota')} description={t('unlimited')} />
      <FormCheck name="RelayDsnRequired" label={t('RelayDsnRequired')} />
      <Note>{t('noFiles')}</Note>
    </>
  );
}

function SenderPage() {
  const t = useTexts(otherConnectorTexts);
  return (
    <>
      <FormText name="Name" label={t('name')} />
      <SenderDomainsField />
    </>
  );
}

function SenderDomainsField() {
  const t = useTexts(otherConnectorTexts);
  return (
    <FormTextRows
      name="SenderDomains"
      label={t('SenderDomains')}
      description={t('domainsHelp')}
      empty={t('noDomains')}
      item={t('domain')}
    />
  );
}

function DemandsPage() {
  const t = useTexts(otherConnectorTexts);
  return (
    <>
      <FormCheck name="RequireTls" label={t('RequireTls')} />
      <FormCheck name="RestrictDomainsToCertificate" label={t('RestrictDomainsToCertificate')} />
      <FormText
        name="TlsSenderCertificateName"
        label={t('TlsSenderCertificateName')}
        description={t('certificateHelp')}
      />
      <FormCheck name="RestrictDomainsToIPAddresses" label={t('RestrictDomainsToIPAddresses')} />
      <FormTextRows
        name="SenderIPAddresses"
        label={t('SenderIPAddresses')}
        description={t('addressesHelp')}
        empty={t('noAddresses')}
        item={t('address')}
      />
    </>
  );
}
