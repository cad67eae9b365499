import { rotateSecretKeys } from '@mailyard/operations/secrets/rotate-secret-keys';

import { noOperand } from '../../command.js';
import { operationCommand } from '../../operation-command.js';

export const secretCommands = [
  operationCommand({
    name: 'secrets rotate',
    options: [
      { name: 'forget', help: 'Take the older keys away: older copies of Redis lose their secrets.' },
    ],
    operation: rotateSecretKeys,
    input: (line) => {
      noOperand(line);
      return { forget: line.has('forget') };
    },
    show: ({ file, resealed, closed, secondFactors, closedSecondFactors, forgotten }) => [
      `a new key is in ${file}`,
      ...resealed.map((name) => `sealed with it: ${name}`),
      ...closed.map(({ connector, reason }) => `${connector} needs its secret anew: ${reason}`),
      ...secondFactors.map((name) => `sealed with it: the second factor of ${name}`),
      ...closedSecondFactors.map(
        ({ administrator, reason }) =>
          `${administrator} needs administrator reset-second-factor: the second factor cannot be opened, ${reason}`,
      ),
      ...(forgotten > 0 ? [`older keys taken away: ${forgotten}`] : []),
    ],
    exitCode: ({ closed, closedSecondFactors }) => (closed.length + closedSecondFactors.length > 0 ? 1 : 0),
  }),
];
