import { openParameters, planObject, receiveConnectorSchema, type Server } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { changedObject, changeObject, changeOptions, placeOf } from '../objects/object-change.js';
import { objectNamed, serverNamed } from '../objects/identity/object-identity.js';
import { operation, OperationInputError } from '../operation.js';

const adapted = z
  .object({ parameter: z.string(), from: z.string(), to: z.string(), reason: z.string() })
  .readonly();

export const copyReceiveConnector = operation({
  name: 'Copy-ReceiveConnector',
  summary:
    'Makes an equal Receive connector on another server, permissions included, and tells what had to differ.',
  input: z.object({
    identity: z.string().max(1024).describe('The connector.'),
    server: z.string().max(255).describe('Where it is made.'),
    name: z.string().max(64).optional().describe('Default: as it is.'),
    ...changeOptions,
  }),
  output: z
    .object({
      ...changedObject.unwrap().shape,
      adapted: z.array(adapted).readonly().describe('What had to differ.'),
    })
    .readonly(),
  right: 'Receive Connectors',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  async run({ identity, server, name, ...options }, context) {
    const { organization } = context.directory;
    const known = receiveConnectorSchema.parse(objectNamed('ReceiveConnectors', identity, organization));
    const target = serverNamed(server, organization);
    if (isSameName(target, known.Server) && name === undefined) {
      throw new OperationInputError(`server: ${known.Name} is of ${target} already`);
    }
    const serverOf = (wanted: string) => organization.servers.find(({ Name }) => isSameName(Name, wanted));
    const changes = differing(known, serverOf(known.Server), serverOf(target));
    const written = {
      ...openParameters('ReceiveConnectors', known),
      ...Object.fromEntries(changes.map(({ parameter, to }) => [parameter, to])),
      Server: target,
      ...(name !== undefined && { Name: name }),
    };
    const plan = async (now: typeof organization) => ({
      plan: await planObject({ kind: 'ReceiveConnectors', written, ...placeOf(context) }, now),
    });
    return { ...(await changeObject('ReceiveConnectors', { ...options, plan }, context)), adapted: changes };
  },
});

/** The name of a server is its own, and so are those of connectors that setup has called after it. */
function differing(
  { Name, Fqdn }: z.output<typeof receiveConnectorSchema>,
  from: Server | undefined,
  to: Server | undefined,
): readonly z.output<typeof adapted>[] {
  if (from === undefined || to === undefined) return [];
  const isOwn = isSameName(Fqdn, from.Fqdn);
  const isCalled = Name.endsWith(` ${from.Name}`);
  return [
    ...(isOwn
      ? [{ parameter: 'Fqdn', from: Fqdn, to: to.Fqdn, reason: `it is the name of ${from.Name}` }]
      : []),
    ...(isCalled
      ? [
          {
            parameter: 'Name',
            from: Name,
            to: `${Name.slice(0, -from.Name.length)}${to.Name}`,
            reason: `it is called after ${from.Name}`,
          },
        ]
      : []),
  ];
}
