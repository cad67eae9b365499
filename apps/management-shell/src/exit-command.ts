import type { CommandDefinition } from '@mailyard/powershell';

/** Ends the shell. */
export class ExitRequest extends Error {
  override readonly name = 'ExitRequest';

  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

export const exitCommand: CommandDefinition = {
  name: 'exit',
  synopsis: 'Ends the shell or script, with an exit code.',
  aliases: ['quit'],
  parameters: [{ name: 'Code', type: 'integer', position: 1, description: 'The exit code.', default: '0' }],
  examples: [{ command: 'exit 3', description: 'Leaves, and tells that number to whoever has called.' }],
  async *run({ parameters }) {
    yield* [];
    throw new ExitRequest(Number(parameters.get('Code') ?? 0));
  },
};
