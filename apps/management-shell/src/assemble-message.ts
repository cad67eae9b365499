import {
  forEachInput,
  memberOf,
  TerminatingError,
  textOf,
  type CommandDefinition,
  type Invocation,
  type Value,
} from '@mailyard/powershell';

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
        description: 'The file that is written, or a folder: there each message has a file of its own.',
      },
      {
        name: 'Message',
        type: 'object',
        mandatory: true,
        pipeline: 'value',
        description: 'Of Export-Message.',
      },
      { name: 'Force', type: 'switch', description: 'Also over a file that is there.' },
    ],
    examples: [
      {
        command: String.raw`Export-Message MBX01\DB01\8796093022209 | AssembleMessage -Path message.eml`,
        description: 'A suspended message.',
      },
    ],
    async *run(invocation) {
      const written = new Set<string>();
      yield* forEachInput(invocation, async function* (parameters) {
        yield* [];
        const message = parameters.get('Message') ?? null;
        const path = await fileFor(message, textOf(parameters.get('Path') ?? null), invocation);
        await requireUnwritten(path, written, invocation);
        written.add(path);
        const octets = await client.octets(exportOf(message), invocation.frame.state.signal);
        await invocation.frame.state.host.writeBytes(path, octets, { append: false });
      });
    },
  };
}

function exportOf(message: Value): string {
  const path = `/api/v1/messages/${encodeURIComponent(textOf(message))}/export`;
  const copy = textOf(memberOf(message, 'Copy'));
  return copy === '' ? path : `${path}?copy=${encodeURIComponent(copy)}`;
}

async function fileFor(message: Value, path: string, { frame }: Invocation): Promise<string> {
  const { host } = frame.state;
  if (!(await host.isFolder(path))) return path;
  return `${path.replace(/[/\\]$/, '')}/${textOf(memberOf(message, 'FileName'))}`;
}

/** A message that is exported is perhaps to be removed: nothing takes its place in a file unheard. */
async function requireUnwritten(
  path: string,
  written: ReadonlySet<string>,
  { frame, parameters }: Invocation,
): Promise<void> {
  if (written.has(path)) {
    throw new TerminatingError(
      `'${path}' has another message already: with a folder as -Path each has a file of its own.`,
    );
  }
  const isMeant = parameters.get('Force') === true;
  if (isMeant || !(await frame.state.host.exists(path))) return;
  throw new TerminatingError(`The file '${path}' already exists: -Force writes over it.`);
}
