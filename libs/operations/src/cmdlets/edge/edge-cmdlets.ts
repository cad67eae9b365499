import { parseTimeSpan } from '@mailyard/schema';
import type { z } from 'zod';

import type { edgeSubscriptionView } from '../../edge/edge-view.js';
import { exportEdgeBundle } from '../../edge/export-edge-bundle.js';
import { getEdgeSubscription } from '../../edge/get-edge-subscription.js';
import { importEdgeBundle } from '../../edge/import-edge-bundle.js';
import { newEdgeSubscription } from '../../edge/new-edge-subscription.js';
import { removeEdgeSubscription } from '../../edge/remove-edge-subscription.js';
import { identityParameter, parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { ParameterError } from '../binding/parameter-error.js';
import { bytesValue } from '../values/rich-value.js';
import { startSynchronizationCmdlet, testSynchronizationCmdlet } from './synchronization-cmdlets.js';

const identity = identityParameter('EdgeSubscription', { description: 'Name of the Edge server.' });
const subscriptions = {
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.EdgeSubscription',
  columns: ['Name', 'Site', 'Domain'],
} as const;
const nothing = { typeName: '', columns: [] } as const;

const bundleFile = { typeName: 'Mailyard.EdgeBundle', columns: ['Name', 'Serial', 'ValidUntil'] } as const;

export const edgeCmdlets: readonly Cmdlet[] = [
  {
    name: 'New-EdgeSubscription',
    synopsis:
      'At an Edge: writes the file by which its organization subscribes it. In the organization: takes that file.',
    parameters: [
      parameter('FileName', 'At an Edge: where the file is written, on the machine of the shell.', {
        type: 'savePath',
      }),
      parameter('AccountExpiryDuration', 'At an Edge: how long the file can be used; 2 minutes at least.', {
        type: 'timespan',
        default: '24:00:00',
      }),
      parameter('FileData', 'In the organization: what the file of the Edge holds.', { type: 'bytes' }),
      parameter('Site', 'In the organization: AD site that the Edge belongs to.'),
      parameter('CreateInternetSendConnector', 'A connector by which the Edge sends to the Internet.', {
        type: 'boolean',
        default: '$true',
      }),
      parameter('CreateInboundSendConnector', 'A connector by which the Edge sends inward.', {
        type: 'boolean',
        default: '$true',
      }),
    ],
    output: subscriptions,
    confirms: false,
    changes: true,
    examples: [
      {
        command: String.raw`New-EdgeSubscription -FileName C:\Data\EdgeSubscriptionInfo.xml`,
        description: 'At the Edge; what it deletes is asked first.',
      },
      {
        command: String.raw`New-EdgeSubscription -FileData ([Byte[]]$(Get-Content -Path "C:\Data\EdgeSubscriptionInfo.xml" -Encoding Byte -ReadCount 0)) -Site "Default-First-Site-Name"`,
        description: 'In the organization, with the file of the Edge, which is then deleted.',
      },
    ],
    async run({ parameters, whatIf, force, order }) {
      const { subscription, fileData } = await order(newEdgeSubscription, {
        accountExpiryDuration: durationOf(parameters['AccountExpiryDuration']),
        fileData: parameters['FileData'] ?? undefined,
        site: parameters['Site'] ?? undefined,
        createInternetSendConnector: parameters['CreateInternetSendConnector'] ?? undefined,
        createInboundSendConnector: parameters['CreateInboundSendConnector'] ?? undefined,
        force,
        validateOnly: whatIf,
      });
      if (whatIf) return { verbose: [`New-EdgeSubscription on ${subscription.name}`] };
      const object = subscriptionObject(subscription);
      if (fileData === undefined) return { output: [object], warnings: [deleteFile] };
      const warnings = [
        `The file can be used until ${subscription.introductionEnds}, and holds a secret in clear text: copy it to the organization over a safe way.`,
      ];
      return { output: [{ ...object, FileData: bytesValue(fileData) }], warnings };
    },
  },
  {
    name: 'Get-EdgeSubscription',
    synopsis: 'Shows which Edge servers are subscribed.',
    parameters: [identity],
    output: subscriptions,
    confirms: false,
    changes: false,
    examples: [
      { command: 'Get-EdgeSubscription | Format-List', description: 'With all that is known of each.' },
    ],
    async run({ parameters: { Identity }, order }) {
      const found = await order(getEdgeSubscription, { identity: Identity ?? undefined });
      return { output: found.map(subscriptionObject) };
    },
  },
  {
    name: 'Remove-EdgeSubscription',
    synopsis: 'Ends a subscription on this side; it has to be ended on both.',
    parameters: [{ ...identity, mandatory: true }],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [
      {
        command: 'Remove-EdgeSubscription EDGE01',
        description: 'On both sides; what it replicated goes at the Edge.',
      },
    ],
    async run({ parameters: { Identity }, whatIf, order }) {
      const { name, peer } = await order(removeEdgeSubscription, {
        identity: Identity,
        validateOnly: whatIf,
      });
      const other = peer === 'Edge' ? 'at the Edge' : 'in the organization';
      const warnings = whatIf ? [] : [`Remove-EdgeSubscription ${name} is needed ${other}, too.`];
      return { warnings, verbose: [`Remove-EdgeSubscription on ${name}`] };
    },
  },
  startSynchronizationCmdlet,
  testSynchronizationCmdlet,
  {
    name: 'Export-EdgeBundle',
    synopsis: 'Writes all that an Edge server is told into one signed file, for one that cannot be reached.',
    parameters: [
      { ...identity, mandatory: true },
      parameter('FileName', 'Where the file is written, on the machine of the shell.', { type: 'savePath' }),
    ],
    output: bundleFile,
    confirms: false,
    changes: false,
    examples: [
      {
        command: 'Export-EdgeBundle EDGE01 -FileName edge01.bundle',
        description: 'For Import-EdgeBundle at the Edge; by the next one at the latest 21 days later.',
      },
    ],
    async run({ parameters: { Identity }, order }) {
      const { name, serial, validUntil, fileData } = await order(exportEdgeBundle, { identity: Identity });
      return {
        output: [{ Name: name, Serial: serial, ValidUntil: validUntil, FileData: bytesValue(fileData) }],
      };
    },
  },
  {
    name: 'Import-EdgeBundle',
    synopsis: 'At an Edge: brings a file of Export-EdgeBundle into force, as a whole or not at all.',
    parameters: [
      parameter('FileName', 'The file, on the machine of the shell.', { type: 'file' }),
      parameter('FileData', 'What the file holds.', { type: 'bytes' }),
    ],
    output: { typeName: 'Mailyard.EdgeBundle', columns: ['Serial', 'ValidUntil'] },
    confirms: false,
    changes: true,
    examples: [
      {
        command: 'Import-EdgeBundle -FileName edge01.bundle',
        description: 'What it replaces is gone at once.',
      },
    ],
    async run({ parameters: { FileName, FileData }, whatIf, order }) {
      if (whatIf) return { verbose: ['Import-EdgeBundle on this Edge server'] };
      const { serial, validUntil } = await order(importEdgeBundle, { fileData: FileData ?? FileName });
      return { output: [{ Serial: serial, ValidUntil: validUntil }] };
    },
  },
];

const deleteFile = 'The file has done its work, and holds a secret in clear text: delete it.';

function durationOf(said: unknown): number | undefined {
  if ((said ?? null) === null) return undefined;
  const time = parseTimeSpan(String(said));
  if (time !== undefined) return time;
  throw new ParameterError('AccountExpiryDuration', 'must be a time span', { value: said });
}

function subscriptionObject(view: z.output<typeof edgeSubscriptionView>): OutputObject {
  return {
    Name: view.name,
    Site: view.site ?? null,
    Domain: view.domain,
    Fqdn: view.fqdn,
    Peer: view.peer,
    IntroductionEnds: view.introductionEnds ?? null,
    Serial: view.serial ?? null,
    ValidUntil: view.validUntil ?? null,
    SiteServers: view.siteServers,
    Identity: view.name,
    Guid: view.guid,
  };
}
