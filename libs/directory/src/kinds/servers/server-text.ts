import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { identityText } from '../lookup.js';
import { connectorsOfSetup } from '../receive-connectors/default-receive-connectors.js';
import { connectorNames } from '../receive-connectors/receive-connector.js';
import type { TextForm } from '../text-form.js';
import { serverParameters, type Server } from './server.js';

export const serverText: TextForm<Server> = {
  introduction:
    'Default: one server, from MAILYARD_SERVER and MAILYARD_FQDN, or those that the organization has.',
  parameters: serverParameters.extend({
    DefaultReceiveConnectors: z
      .boolean()
      .default(true)
      .describe(
        'Whether a new server gets those default Receive connectors that the file does not name. For a server that is ' +
          'there, true gives back those that are missing, and false lets `--prune` remove them.',
      ),
  }),
  element: z.looseObject({ DefaultReceiveConnectors: z.boolean().optional() }),
  // All connectors are in a complete text: those that setup would make may have been removed.
  textOnly: { DefaultReceiveConnectors: false },

  section({ written, objects, server, fqdn, serverRole, merge, implied, unnamed }) {
    if (written === undefined) {
      const own = objects.length === 0 ? [implied({ Name: server, Fqdn: fqdn, ServerRole: serverRole })] : [];
      return { entries: own, unmentioned: [] };
    }
    const entries = merge(written, {
      defaultsOf: ({ Name }) => (isSameName(String(Name), server) ? { ServerRole: serverRole } : {}),
    });
    return { entries, unmentioned: unnamed(entries) };
  },

  changes({ Name, Fqdn, ServerRole }, lookup) {
    const setup = connectorsOfSetup({ server: Name, fqdn: Fqdn, role: ServerRole });
    const isBare = setup.some(
      (connector) => !lookup.has(connectorNames, identityText(connectorNames.parameters, connector)),
    );
    return { textOnly: isBare ? { DefaultReceiveConnectors: false } : {} };
  },
};
