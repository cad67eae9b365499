import { api, usePermission } from '../../api/index.js';
import { useTexts, type TextKey, type Texts } from '../../text/index.js';
import { DeclaredEdit, type DeclaredTab } from '../declared/declared-edit.js';
import { Opened } from '../dialog/opened.js';
import { toasts } from '../dialog/toasts.js';
import { transportSettingsTexts } from './transport-settings.text.js';

export interface TransportSettingsDialogProps {
  /** Tab that it opens at. */
  readonly at?: 'limits' | 'retry';
  readonly onClose: () => void;
}

const kind = 'TransportSettings';

/** Organization transport settings: Set-TransportConfig, and what Exchange has at each server, and which holds for all here. */
export function TransportSettingsDialog({ at = 'limits', onClose }: TransportSettingsDialogProps) {
  const t = useTexts(transportSettingsTexts);
  const { allowed } = usePermission('Set-TransportConfig');
  const tabs = settingsTabs(t);
  return (
    <Opened kind={kind} source={api.transportSettings} identity={t('title')} onClose={onClose}>
      {(object, tag) => (
        <DeclaredEdit
          {...{ kind, object, tag, tabs, onClose }}
          source={api.transportSettings}
          identity=""
          title={t('title')}
          name={t('title')}
          at={tabs.findIndex(({ title }) => title === t(at))}
          labelOf={(name) => (isTold(name) ? t(name) : undefined)}
          mayChange={allowed}
          onSaved={() => {
            onClose();
            toasts.show(t('saved'));
          }}
        />
      )}
    </Opened>
  );
}

type Key = TextKey<typeof transportSettingsTexts>;

function isTold(name: string): name is Key {
  return Object.hasOwn(transportSettingsTexts.en, name);
}

const perPriority = (before: string, after: string): readonly string[] =>
  ['High', 'Normal', 'Low'].map((priority) => `${before}${priority}${after}`);

/** Exchange's three tabs first. */
function settingsTabs(t: Texts<Key>): readonly DeclaredTab[] {
  return [
    {
      title: t('limits'),
      groups: [
        { names: ['MaxRecipientEnvelopeLimit', 'MaxReceiveSize', 'MaxSendSize', 'ExpansionSizeLimit'] },
      ],
    },
    { title: t('safetyNet'), groups: [{ names: ['SafetyNetHoldTime', 'SafetyNetMaxDirectorySize'] }] },
    {
      title: t('delivery'),
      groups: [
        {
          names: [
            'ExternalPostmasterAddress',
            'GenerateCopyOfDSNFor',
            'MicrosoftExchangeRecipientReplyRecipient',
            'JournalingReportNdrTo',
            'AllowPlusAddressInRecipients',
            'MaxConcurrentMailboxDeliveries',
          ],
        },
      ],
    },
    { title: t('retry'), groups: retryGroups(t) },
    { title: t('priorities'), groups: priorityGroups(t) },
    { title: t('reports'), groups: reportGroups(t) },
    {
      title: t('redundancy'),
      groups: [
        {
          names: [
            'ShadowRedundancyEnabled',
            'RejectMessageOnShadowFailure',
            'ShadowReplicas',
            'ShadowReplicationTimeout',
          ],
        },
      ],
    },
    {
      title: t('security'),
      groups: [{ names: ['TLSReceiveDomainSecureList', 'TLSSendDomainSecureList'] }],
    },
  ];
}

function retryGroups(t: Texts<Key>): DeclaredTab['groups'] {
  return [
    {
      title: t('queues'),
      names: [
        'QueueGlitchRetryCount',
        'QueueGlitchRetryInterval',
        'TransientFailureRetryCount',
        'TransientFailureRetryInterval',
        'OutboundConnectionFailureRetryInterval',
        'MailboxDeliveryQueueRetryInterval',
        'MaxIdleTimeBeforeResubmit',
        'QueueMaxIdleTime',
      ],
    },
    {
      title: t('messages'),
      names: [
        'MessageExpirationTimeout',
        'DelayNotificationTimeout',
        'MessageRetryInterval',
        'ModerationExpirationTimeout',
        'PoisonThreshold',
      ],
    },
  ];
}

function priorityGroups(t: Texts<Key>): DeclaredTab['groups'] {
  return [
    { names: ['PriorityQueuingEnabled', 'MaxHighPriorityMessageSize'] },
    {
      title: t('byPriority'),
      names: [
        ...perPriority('MaxPerDomain', 'PriorityConnections'),
        ...perPriority('', 'PriorityDelayNotificationTimeout'),
        ...perPriority('', 'PriorityMessageExpirationTimeout'),
      ],
    },
  ];
}

const reports = [
  'DelayDsnEnabled',
  'DsnSendHtml',
  'DsnLanguageDetectionEnabled',
  'DsnDefaultLanguage',
  'DsnReportingAuthority',
  'DsnMaxMessageAttachSize',
];

function reportGroups(t: Texts<Key>): DeclaredTab['groups'] {
  return [
    { title: t('inside'), names: reports.map((name) => `Internal${name}`) },
    { title: t('outside'), names: reports.map((name) => `External${name}`) },
  ];
}
