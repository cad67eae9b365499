import { nameKey } from '@mailyard/schema';

import { getServices } from '../../health/get-services.js';
import { getOriginalSystemMessage } from '../../organization/get-original-system-message.js';
import { parameter } from '../cmdlet.js';
import type { KindCmdlets } from './kind-form.js';

const settings = [
  'Transport Settings',
  'First Organization',
  'Microsoft Exchange',
  'Services',
  'Configuration',
];

export const acceptedDomainCmdlets: KindCmdlets = {
  kind: 'AcceptedDomains',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain',
  columns: ['Name', 'DomainName', 'DomainType', 'Default'],
  output: {
    order: [
      'DomainName',
      'CatchAllRecipient',
      'DomainType',
      'MatchSubDomains',
      'AddressBookEnabled',
      'Default',
    ],
    objectClass: ['msExchAcceptedDomain'],
    container: () => ['Accepted Domains', ...settings],
  },
  renamed: { Default: 'MakeDefault' },
  examples: {
    New: [
      {
        command: 'New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType InternalRelay',
        description: 'Recipients that nobody has here are in another mail system.',
      },
    ],
    Set: [
      {
        command: 'Set-AcceptedDomain Fabrikam -MakeDefault $true',
        description: 'The former one is it no more.',
      },
    ],
  },
};

export const remoteDomainCmdlets: KindCmdlets = {
  kind: 'RemoteDomains',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DomainContentConfig',
  columns: ['Name', 'DomainName', 'AllowedOOFType'],
  output: {
    order: ['DomainName', 'IsInternal'],
    objectClass: ['msExchDomainContentConfig'],
    container: () => ['Internet Message Formats', 'Global Settings'],
  },
  examples: {
    Set: [
      {
        command: 'Set-RemoteDomain Default -AutoReplyEnabled $true',
        description: 'Automatic replies leave the organization.',
      },
    ],
  },
};

export const transportConfigCmdlets: KindCmdlets = {
  kind: 'TransportSettings',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.TransportConfigContainer',
  columns: [],
  output: { container: () => settings },
  examples: {
    Get: [
      { command: 'Get-TransportConfig | Format-List *Dsn*', description: 'What notifications are like.' },
    ],
    Set: [
      {
        command: 'Set-TransportConfig -MaxReceiveSize 50MB -MaxSendSize 50MB',
        description: 'The largest message of the organization.',
      },
      {
        command: 'Set-TransportConfig -TLSSendDomainSecureList @{Add="fabrikam.com"}',
        description: 'Mail to a partner goes with certificates on both sides, or not at all.',
      },
    ],
  },
};

export const mailboxDatabaseCmdlets: KindCmdlets = {
  kind: 'MailboxDatabases',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.MailboxDatabase',
  columns: ['Name', 'Server'],
  output: { more: () => ({ Mounted: null }), container: () => ['Databases'] },
  addedGet: {
    parameters: [
      parameter('Status', 'Whether a Mailbox Delivery of its server runs: Mounted.', { type: 'switch' }),
    ],
    async more({ parameters: { Status }, order }) {
      if (Status !== true) return () => ({});
      const services = await order(getServices, { state: 'Active' });
      const running = services.filter(({ service }) => service === 'mailbox-delivery');
      const servers = new Set(running.map(({ server }) => nameKey(server)));
      return ({ Server }) => ({ Mounted: servers.has(nameKey(String(Server))) });
    },
  },
};

export const systemMessageCmdlets: KindCmdlets = {
  kind: 'SystemMessages',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SystemMessage',
  columns: ['Identity', 'Text'],
  output: { container: ({ Identity }) => [String(Identity), 'DSN Customization', ...settings] },
  addedGet: {
    parameters: [
      parameter('Original', 'What is said where the organization has no text of its own.', {
        type: 'switch',
      }),
    ],
    async instead({ parameters: { Original }, order }) {
      if (Original !== true) return undefined;
      const originals = await order(getOriginalSystemMessage, {});
      return originals.map(({ code, language, text }) => ({
        Identity: `${language}\\${code}`,
        DsnCode: code,
        Language: language,
        Text: text,
      }));
    },
  },
  examples: {
    New: [
      {
        command:
          'New-SystemMessage -DsnCode 5.7.1 -Internal $true -Language en -Text "Ask the help desk, extension 4711."',
        description: 'What senders of the organization read.',
      },
    ],
  },
};

/** Switches that Exchange has in place of a parameter. */
export const enabledParameter = parameter('Enabled', 'Whether it acts.', {
  type: 'boolean',
  default: '$true',
});
