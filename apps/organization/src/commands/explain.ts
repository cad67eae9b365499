import { pathOf, isSmtpAddress, type Organization } from '@mailyard/directory';
import {
  anonymousAccess,
  anonymousRcpt,
  explainConnector,
  type SupposedConnection,
  type Verdict,
} from '@mailyard/receive';
import type { Path } from '@mailyard/smtp';

import { CommandError, commandLine, numberOption, say } from '../command.js';
import type { RunningOrganization } from '../running-organization.js';

const options = ['port', 'from', 'local', 'to', 'server'] as const;

export function explain(
  args: readonly string[],
  { directory, settings }: RunningOrganization,
): Promise<number> {
  const { values, positionals } = commandLine(args, options);
  const port = numberOption('port', values.port);
  const { from, local, to } = values;
  if (port === undefined || from === undefined || positionals.length > 0) {
    throw new CommandError('--port and --from are needed');
  }
  const recipient = to === undefined ? undefined : recipientPath(to);
  const { organization } = directory;
  const server = serverName(organization, values.server ?? settings.server);
  say(...explanation(organization, { connection: { port, from, local }, server, recipient }));
  return Promise.resolve(0);
}

interface Question {
  readonly connection: SupposedConnection;
  readonly server: string;
  readonly recipient: Path | undefined;
}

function explanation(organization: Organization, question: Question): readonly string[] {
  const { connection, server, recipient } = question;
  const connectors = organization.objects.ReceiveConnectors.filter(
    (connector) => connector.Server.toLowerCase() === server.toLowerCase(),
  );
  const { winner, losers } = explainConnector(connectors, connection);
  return [
    winner === undefined
      ? `nobody serves ${connection.from} on port ${connection.port} of ${server}: 421 4.3.2`
      : `${titleOf(winner)} serves it: ${winner.reason}`,
    ...(winner === undefined ? [] : access(winner)),
    ...(winner === undefined || recipient === undefined ? [] : [answer(winner, recipient, organization)]),
    ...(losers.length === 0 ? [] : ['not:']),
    ...losers.map((loser) => `  ${titleOf(loser)}: ${loser.reason}`),
  ];
}

function access({ connector }: Verdict): readonly string[] {
  const { principals, rights } = anonymousAccess(connector);
  return [
    `  before TLS and login the peer is ${principals.join(', ')}, with`,
    ...(rights.length === 0 ? ['    no rights'] : rights.map((right) => `    ${right}`)),
  ];
}

function answer({ connector }: Verdict, recipient: Path, organization: Organization): string {
  const { command, reply } = anonymousRcpt(connector, recipient, organization);
  return command === 'RCPT'
    ? `  RCPT is answered ${reply.toString()}`
    : `  MAIL is refused already: ${reply.toString()}`;
}

function titleOf({ connector: { Server, Name, TransportRole } }: Verdict): string {
  return `${Server}\\${Name} (${TransportRole})`;
}

/** The environment of whoever asks may name another server than the one that runs. */
function serverName({ servers }: Organization, name: string): string {
  const [first, ...others] = servers;
  return first !== undefined && others.length === 0 ? first.Name : name;
}

function recipientPath(address: string): Path {
  if (address.toLowerCase() === 'postmaster') return { localPart: address, domain: '' };
  if (!isSmtpAddress(address)) throw new CommandError(`${address} is no SMTP address`);
  return pathOf(address);
}
