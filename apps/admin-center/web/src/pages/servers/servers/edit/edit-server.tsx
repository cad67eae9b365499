import { useState } from 'react';

import { api, type ObjectOf } from '../../../../api/index.js';
import { useTexts, type TextKey, type Texts } from '../../../../text/index.js';
import {
  Button,
  DeclaredEdit,
  TransportSettingsDialog,
  type DeclaredGroup,
  type DeclaredTab,
} from '../../../../ui/index.js';
import { editServerTexts } from './edit-server.text.js';
import { logGroups, logPartOf, logPaths, type LogService } from './log-groups.js';
import { ThresholdsField } from './thresholds-field.js';
import { thresholds } from './thresholds.js';

export interface EditServerProps {
  readonly object: ObjectOf<'Servers'>;
  readonly tag: string | undefined;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

type T = Texts<TextKey<typeof editServerTexts>>;

/** EAC’s three pages of a server, then what the shell alone can set in Exchange. */
export function EditServer({ object, tag, mayChange, onClose, onSaved }: EditServerProps) {
  const t = useTexts(editServerTexts);
  return (
    <DeclaredEdit
      kind="Servers"
      source={api.servers}
      identity={object.Identity}
      name={object.Name}
      title={t('title', { name: object.Name })}
      tabs={serverTabs(object, t)}
      labelOf={(name) => labelOf(name, t)}
      helpOf={(name) => helpOf(name, t)}
      shown={{ ResourceThresholds: thresholds, ...logPaths }}
      {...{ object, tag, mayChange, onClose, onSaved }}
    />
  );
}

/** A server without Front End or mailboxes has no logs of them. */
function serverTabs(object: ObjectOf<'Servers'>, t: T): readonly DeclaredTab[] {
  const isEdge = object.ServerRole === 'Edge';
  return [
    {
      title: t('dnsLookups'),
      groups: [{ names: ['ExternalDNSServers', 'InternalDNSServers', 'DnsFaultTolerance'] }],
    },
    { title: t('transportLimits'), groups: limitGroups(t) },
    { title: t('transportLogs'), groups: [...logsOf('', t), intraOrg('', t)] },
    { title: t('frontEndLogs'), groups: [...logsOf('Frontend', t), intraOrg('Frontend', t)] },
    { title: t('mailboxLogs'), groups: logsOf('Mailbox', t) },
    {
      title: t('backPressure'),
      groups: [
        { names: ['EnableResourceMonitoring', 'ResourceMeteringInterval', 'RedisDiskSize'] },
        { names: ['ResourceThresholds'], fields: <ThresholdsField /> },
      ],
    },
    {
      title: t('general'),
      groups: [
        {
          names: ['Name', 'ServerRole'],
          fields: <p>{t('generalText', { name: object.Name, role: t(object.ServerRole) })}</p>,
        },
        { names: isEdge ? ['Fqdn'] : ['Fqdn', 'ADSite'] },
      ],
    },
  ];
}

function limitGroups(t: T): readonly DeclaredGroup[] {
  return [
    {
      title: t('connections'),
      names: ['MaxOutboundConnections', 'MaxPerDomainOutboundConnections', 'MaxConnectionRatePerMinute'],
    },
    { title: t('retries'), names: [], below: <OrganizationWide /> },
    { title: t('inFront'), names: ['ProxyProtocolTrustedPeers', 'XClientTrustedPeers'] },
  ];
}

/** In Exchange they are set at each server. */
function OrganizationWide() {
  const t = useTexts(editServerTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <p>{t('retriesText')}</p>
      <div>
        <Button onPress={() => setIsOpen(true)}>{t('retriesOpen')}</Button>
      </div>
      {isOpen && <TransportSettingsDialog at="retry" onClose={() => setIsOpen(false)} />}
    </>
  );
}

function logsOf(service: LogService, t: T): readonly DeclaredGroup[] {
  return logGroups(service).map(({ log, names }) => ({ title: t(log), names }));
}

function intraOrg(service: LogService, t: T): DeclaredGroup {
  return { title: t('IntraOrg'), names: [`${service}IntraOrgConnectorProtocolLoggingLevel`] };
}

/** Undefined: as it is declared. */
function labelOf(name: string, t: T): string | undefined {
  const ofLog = logPartOf(name);
  if (ofLog?.part === 'Enabled') return t('Enabled', { log: t(ofLog.log) });
  if (ofLog !== undefined) return t(ofLog.part);
  if (name.endsWith('ConnectorProtocolLoggingLevel')) return t('ProtocolLoggingLevel');
  return isTold(name) ? t(name) : undefined;
}

/** The same of each log: only its path has to be explained. */
function helpOf(name: string, t: T): string | undefined {
  const part = logPartOf(name)?.part;
  if (part === 'Path') return t('pathHelp');
  if (part === 'MaxAge') return t('ageHelp');
  return part === undefined ? undefined : '';
}

function isTold(name: string): name is TextKey<typeof editServerTexts> {
  return Object.hasOwn(editServerTexts.en, name);
}
