import { organizationToText } from '@mailyard/directory';

import { noOperand, type Command } from '../command.js';

export const exportOrganization: Command = {
  name: 'export',
  operands: '',
  summary: 'Writes the organization as such a file, without passwords.',
  options: [{ name: 'changes', help: 'Leave out what is default.' }],
  prepare: (line) => {
    noOperand(line);
    return ({ directory }) => {
      const { revision, objects } = directory.organization;
      process.stdout.write(organizationToText(revision, objects, { changesOnly: line.has('changes') }));
      return Promise.resolve(0);
    };
  },
};
