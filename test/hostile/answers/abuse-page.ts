import {
  clearText,
  everywhere,
  insideTls,
  senders,
  type DefinedAnswer,
  type Entrance,
} from './defined-answer.js';
import { definedAnswers } from './index.js';

const introduction = `<!-- Made by \`npm run docs\` from test/hostile/answers. Do not edit. -->

# Abuse

Whatever is sent, there is one answer to it, the same at every port that it can reach. This table is what \`test/hostile/defined-answers.test.ts\` sends: at each of the entrances, in one piece and octet by octet, in TCP segments and in TLS records.

| entrance | is |
| --- | --- |
| 25, 25 TLS | Default Frontend, nobody logged in, in clear text and after STARTTLS |
| 587, 587 user | Client Frontend in clear text, and inside TLS with a login |
| 2525, 465, 475, 717 | the ports between services, for a peer without the organization's certificate; 475 speaks LMTP (LHLO for EHLO) |
| 2525 server, 465 server, 475 server, 717 server | the same inside X-ANONYMOUSTLS with that certificate |

*senders* are 25, 25 TLS, 587 user and the servers but 717's; *clear text* are all entrances without TLS, *TLS* those inside it. *connected*, *EHLO*, *MAIL*, *RCPT* and *content* (after 354) say how far the session is. Replies are shown by their beginning; \`,\` stands between replies to several commands. The fifth 500 to 504 or 555 ends the session with \`421 4.7.0\` (MaxProtocolErrors), the hundredth command without mail likewise (MaxCommandsWithoutMail), and a 5yz comes late to whoever has not logged in (TarpitInterval).`;

/** docs/abuse.md, made from the cases that are tested so that it cannot disagree with them. */
export function abusePage(): string {
  const chapters = definedAnswers.map(([chapter, answers]) => `## ${chapter}\n\n${table(answers)}`);
  return `${[introduction, ...chapters].join('\n\n')}\n`;
}

function table(answers: readonly DefinedAnswer[]): string {
  return [
    '| what | when | at | answer | rule |',
    '| --- | --- | --- | --- | --- |',
    ...answers.map(row),
  ].join('\n');
}

function row({ name, state, entrances, replies, except = {}, rule }: DefinedAnswer): string {
  const elsewhere = Object.groupBy(Object.entries(except), ([, other]) => shown(other));
  const others = Object.entries(elsewhere).map(
    ([answer, where = []]) => `${where.map(([entrance]) => entrance).join(', ')}: ${answer}`,
  );
  const cells = [name, state, places(entrances), [shown(replies), ...others].join('; '), rule];
  return `| ${cells.map((cell) => cell.replaceAll(/[|<*_]/g, '\\$&')).join(' | ')} |`;
}

const groups = { all: everywhere, senders, 'clear text': clearText, TLS: insideTls };

function places(entrances: readonly Entrance[]): string {
  const [name] = Object.entries(groups).find(([, group]) => group === entrances) ?? [];
  return name ?? entrances.join(', ');
}

function shown(replies: readonly string[]): string {
  return replies.map((reply) => `\`${reply.trim()}\``).join(', ');
}
