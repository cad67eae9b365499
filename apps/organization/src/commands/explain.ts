import { isSameName, isSmtpAddress, pathOf } from '@mailyard/schema';
import { type Organization } from '@mailyard/directory';
import {
  anonymousAccess,
  anonymousRcpt,
  explainConnector,
  type SupposedConnection,
  type Verdict,
} from '@mailyard/receive';
import type { Path } from '@mailyard/smtp';

import { CommandError, noOperand, numberOption, say, type Command } from '../command.js';

export const explain: Command = {
  name: 'explain',
  operands: '--port PORT --from ADDRESS',
  summary: 'Which Receive connector serves such a connection, why no other does, and with which rights.',
  options: [
    { name: 'port', value: 'PORT', help: 'Local port.' },
    { name: 'from', value: 'ADDRESS', help: 'IP address of the peer.' },
    { name: 'local', value: 'ADDRESS', help: 'Local IP address. Default: one that no binding names.' },
    { name: 'to', value: 'RECIPIENT', help: 'What RCPT would answer to it.' },
    { name: 'server', value: 'NAME', help: 'Default: MAILYARD_SERVER, or the only one that there is.' },
  ],
  prepare: (line) => {
    noOperand(line);
    const port = numberOption(line, 'port');
    const from = line.value('from');
    const to = line.value('to');
    if (port === undefined || from === undefined) throw new CommandError('--port and --from are needed');
    const connection = { port, from, local: line.value('local') };
    const recipient = to === undefined ? undefined : recipientPath(to);
    return ({ directory: { organization }, settings }) => {
      const server = serverName(organization, line.value('server') ?? settings.server);
      say(explanation(organization, { connection, server, recipient }));
      return Promise.resolve(0);
    };
  },
};

interface Question {
  readonly connection: SupposedConnection;
  readonly server: string;
  readonly recipient: Path | undefined;
}

function explanation(organization: Organization, question: Question): readonly string[] {
  const { connection, server, recipient } = question;
  const connectors = organization.objects.ReceiveConnectors.filter((connector) =>
    isSameName(connector.Server, server),
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
