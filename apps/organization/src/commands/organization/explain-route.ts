import { explainRoute } from '@mailyard/operations/organization/explain-route';
import type { z } from 'zod';

import { CommandError, noOperand } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { visible } from '../../table.js';

export const explainRouteCommand = operationCommand({
  name: 'explain-route',
  operands: '--from ADDRESS --to ADDRESS',
  operation: explainRoute,
  options: [
    { name: 'from', value: 'ADDRESS', help: 'The sender; <> for a notification.' },
    { name: 'to', value: 'ADDRESS', help: 'The recipient; also an address of another type, FAX:+49123.' },
    { name: 'size', value: 'SIZE', help: 'Of the whole message, such as 5MB. Default: 10 KB.' },
    { name: 'server', value: 'NAME', help: 'Where the message is. Default: MAILYARD_SERVER.' },
  ],
  input: (line) => {
    noOperand(line);
    const [from, to] = [line.value('from'), line.value('to')];
    if (from === undefined || to === undefined) throw new CommandError('--from and --to are needed');
    return { from, to, size: line.value('size'), server: line.value('server') };
  },
  show: (explanation) => lines(explanation).map(visible),
});

type Explanation = z.output<typeof explainRoute.output>;
type Route = Explanation['routes'][number];

function lines({ server, from, to, size, group, routes, winner, losers }: Explanation): readonly string[] {
  const isGroup = group !== undefined;
  // Of a forward both are told, of a contact where its mail goes.
  const isNamed = isGroup || routes.some(({ recipient }) => recipient !== to);
  return [
    `${size.toLocaleString('en')} octets to ${to}, from ${server}:`,
    ...(isGroup ? [`  is the group ${group}${routes.length === 0 ? ', which has no members' : ''}`] : []),
    ...routes.flatMap((route) => routeLines(route, { from, isNamed })),
    ...(winner === undefined && losers.length === 0 ? [] : connectorLines(winner, losers)),
  ];
}

function routeLines(
  { recipient, outcome, reason, ...more }: Route,
  { from, isNamed }: { readonly from: string; readonly isNamed: boolean },
): readonly string[] {
  const whose = isNamed ? `${recipient} ` : '';
  switch (outcome) {
    case 'routed':
      return [
        `  ${whose}goes to ${more.deliveryType} ${more.nextHopDomain} (queue ${more.queue})`,
        `    ${reason}`,
      ];
    case 'failed': {
      const told = from === '' ? 'nobody is told, since the sender is <>' : `${from} is told`;
      return [`  ${whose}fails: ${more.said}; ${told}`, `    ${reason}`];
    }
    case 'unreachable':
      return [`  ${whose}waits in Unreachable: ${more.said}`, `    ${reason}`];
  }
}

function connectorLines(winner: Explanation['winner'], losers: Explanation['losers']): readonly string[] {
  return [
    ...(winner === undefined ? [] : [`by: ${winner.connector} (${winner.kind})`]),
    ...(losers.length === 0 ? [] : ['not by:']),
    ...losers.map(({ connector, kind, reason }) => `  ${connector} (${kind}): ${reason}`),
  ];
}
