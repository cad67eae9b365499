import { explainConnection } from '@mailyard/operations/organization/explain-connection';
import type { z } from 'zod';

import { CommandError, noOperand, numberOption, say, type Command } from '../../command.js';

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
    if (to !== undefined && !isRecipient(to)) throw new CommandError(`${to} is no SMTP address`);
    const asked = { port, from, local: line.value('local'), recipient: to, server: line.value('server') };
    return async (order) => {
      say(explanation(asked, await order(explainConnection, asked)));
      return 0;
    };
  },
};

type Explanation = z.output<typeof explainConnection.output>;
type Connector = Pick<Explanation['losers'][number], 'connector' | 'transportRole'>;

function explanation(
  { from, port }: { readonly from: string; readonly port: number },
  { server, winner, answer, losers }: Explanation,
): readonly string[] {
  return [
    winner === undefined
      ? `nobody serves ${from} on port ${port} of ${server}: 421 4.3.2`
      : `${titleOf(winner)} serves it: ${winner.reason}`,
    ...(winner === undefined ? [] : access(winner)),
    ...(answer === undefined ? [] : [answerText(answer)]),
    ...(losers.length === 0 ? [] : ['not:']),
    ...losers.map((loser) => `  ${titleOf(loser)}: ${loser.reason}`),
  ];
}

function access({ principals, rights }: NonNullable<Explanation['winner']>): readonly string[] {
  return [
    `  before TLS and login the peer is ${principals.join(', ')}, with`,
    ...(rights.length === 0 ? ['    no rights'] : rights.map((right) => `    ${right}`)),
  ];
}

function answerText({ command, reply }: NonNullable<Explanation['answer']>): string {
  return command === 'RCPT' ? `  RCPT is answered ${reply}` : `  MAIL is refused already: ${reply}`;
}

function titleOf({ connector, transportRole }: Connector): string {
  return `${connector} (${transportRole})`;
}

function isRecipient(address: string): boolean {
  return explainConnection.input.shape.recipient.safeParse(address).success;
}
