import { sendConnectorSchema } from '@mailyard/directory';
import { z } from 'zod';

import { plannedNew, plannedSet } from '../objects/object-change.js';
import { saidParameters } from '../objects/object-parameters.js';
import { operation, OperationInputError } from '../operation.js';
import { attemptAt, connectorAttempt } from './connector-attempt.js';
import { resolvedHosts } from './dns-hosts.js';

export const testSendConnector = operation({
  name: 'Test-SendConnector',
  summary:
    'Connects to the hosts of a Send connector, as it is or as a form would make it: EHLO, TLS and login; nothing is sent.',
  input: z.object({
    identity: z
      .string()
      .max(1024)
      .optional()
      .describe('One that is there; without it: one that is to be made.'),
    parameters: saidParameters('SendConnectors').default({}).describe('What of it a form has changed.'),
    domain: z
      .string()
      .max(255)
      .optional()
      .describe('Where its MX records decide: of this domain. Default: the first one of its address spaces.'),
  }),
  output: z
    .object({
      connector: z.string(),
      attempts: z.array(connectorAttempt).readonly().describe('A host each, five at most.'),
      notes: z.array(z.string()).readonly().describe('What a delivery does besides.'),
    })
    .readonly(),
  right: 'Send Connectors',
  // It connects where somebody says, with any port: who has done so is on record.
  audit: true,
  changes: 'objects',
  modified: ({ connector, attempts }) =>
    attempts.map(({ host, port, result }) => `${connector}: ${host}:${port}: ${result}`),
  async run({ identity, parameters, domain }, context) {
    const plan =
      identity === undefined
        ? plannedNew('SendConnectors', parameters, context)
        : plannedSet('SendConnectors', { identity, said: parameters }, context);
    const planned = await plan(context.directory.organization);
    // What the schema would make of it, it has made already.
    const connector = sendConnectorSchema.parse(planned.plan.object);
    const named = connector.AddressSpaces.find(
      ({ Type, Address }) => Type === 'SMTP' && !/[*-]{1,2}$|^\*/.test(Address),
    );
    const hosts = await resolvedHosts(connector, domain ?? named?.Address);
    if (hosts.length === 0) {
      throw new OperationInputError('domain: name one whose mail hosts are to be tried');
    }
    const { server, secretKeys: keys, watch } = context;
    const attempts = await Promise.all(
      hosts.map((host) => attemptAt(host, connector, { fqdn: server.fqdn, keys, watch })),
    );
    return { connector: connector.Name, attempts, notes: notesOf(connector) };
  },
});

function notesOf({
  FrontendProxyEnabled,
  SmartHostAuthMechanism: mechanism,
  MtaStsEnabled,
  DaneEnabled,
}: z.output<typeof sendConnectorSchema>): readonly string[] {
  const isTried = ['None', 'BasicAuth', 'BasicAuthRequireTLS'].includes(mechanism);
  return [
    ...(FrontendProxyEnabled ? ['mail leaves through Front End Transport; this was tried from here'] : []),
    ...(isTried ? [] : [`${mechanism} was not tried`]),
    ...(MtaStsEnabled || DaneEnabled ? ['what a domain demands by MTA-STS or DANE was not asked for'] : []),
  ];
}
