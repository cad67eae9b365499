import { forEachInput, textOf, type CommandDefinition } from '@mailyard/powershell';

import type { ApiClient } from './connection/api-client.js';

/** Exchange's name for what Export-Message is piped to. */
export function assembleMessageCommand(client: ApiClient): CommandDefinition {
  return {
    name: 'AssembleMessage',
    synopsis: 'Writes what Export-Message names into a file, with its envelope.',
    source: 'Mailyard',
    parameters: [
      {
        name: 'Path',
        type: 'string',
        mandatory: true,
        position: 1,
        description: 'The file that is written.',
      },
      {
        name: 'Message',
        type: 'object',
        mandatory: true,
        pipeline: 'value',
        description: 'Of Export-Message.',
      },
    ],
    examples: [
      {
        command: String.raw`Export-Message MBX01\DB01\8796093022209 | AssembleMessage -Path message.eml`,
        description: 'A suspended message.',
      },
    ],
    run: (invocation) =>
      forEachInput(invocation, async function* (parameters) {
        yield* [];
        const { host, signal } = invocation.frame.state;
        const identity = encodeURIComponent(textOf(parameters.get('Message') ?? null));
        const octets = await client.octets(`/api/v1/messages/${identity}/export`, signal);
        await host.writeBytes(textOf(parameters.get('Path') ?? null), octets, { append: false });
      }),
  };
}
