import { sentByServers } from '../outbound-connectors/source-servers.js';
import type { TextForm } from '../text-form.js';
import { sealedText } from './sealed-entry.js';
import type { SendConnector } from './send-connector.js';

const { text, ...rules } = sentByServers<SendConnector>(
  'How mail leaves the organization. There is none at setup: mail for other domains then waits in Unreachable. An export has the logins without their secrets, which stay as they are.',
  { edgesToo: true },
);

/** The rules that Send connectors share with others. */
export const sourceRules = rules;

export const sendConnectorText: TextForm<SendConnector> = sealedText('SendConnectors', text);
