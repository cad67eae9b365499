import { receiveConnectorSchema, titleOf } from '@mailyard/directory';
import { supposedHello } from '@mailyard/receive';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { plannedNew, plannedSet } from '../objects/object-change.js';
import { saidParameters } from '../objects/object-parameters.js';
import { operation } from '../operation.js';
import { accessAt, connectorAccess } from './connector-access.js';
import { connectorNote, notesOf, sharingConnector, sharingOf } from './shared-bindings.js';

const lines = z.array(z.string()).readonly();

export const explainReceiveConnector = operation({
  name: 'Explain-ReceiveConnector',
  summary:
    'What a Receive connector is for its clients, as it is or as a form would make it: what they hear and may do.',
  input: z.object({
    identity: z
      .string()
      .max(1024)
      .optional()
      .describe('One that is there; without it: one that is to be made.'),
    parameters: saidParameters('ReceiveConnectors').default({}).describe('What of it a form has changed.'),
    from: z.string().max(64).default('192.0.2.1').describe('Address of the client in EHLO’s answer.'),
  }),
  output: z
    .object({
      connector: z.string(),
      banner: z.string().describe('The greeting, without its code.'),
      ehlo: z
        .object({ clearText: lines, withinTls: lines.describe('None: there is no TLS.') })
        .readonly()
        .describe('What a stranger hears; GSSAPI besides, where a keytab is there.'),
      access: z
        .array(connectorAccess)
        .readonly()
        .describe('Who may send to whom; the first one is the stranger.'),
      sharing: z
        .array(sharingConnector)
        .readonly()
        .describe('Connectors that share its bindings, itself among them, the most specific first.'),
      notes: z.array(connectorNote).readonly(),
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Receive Connectors'],
  audit: false,
  async run({ identity, parameters, from }, context) {
    const { organization } = context.directory;
    const plan =
      identity === undefined
        ? plannedNew('ReceiveConnectors', parameters, context)
        : plannedSet('ReceiveConnectors', { identity, said: parameters }, context);
    const planned = await plan(organization);
    const connector = receiveConnectorSchema.parse(planned.plan.object);
    const others = organization.objects.ReceiveConnectors.filter(
      ({ Guid, Server }) => Guid !== connector.Guid && isSameName(Server, connector.Server),
    );
    const { banner, ...ehlo } = supposedHello(connector, organization, from);
    return {
      connector: titleOf('ReceiveConnectors', connector),
      banner,
      ehlo,
      access: accessAt(connector),
      sharing: sharingOf(connector, others),
      notes: notesOf(connector, others),
    };
  },
});
