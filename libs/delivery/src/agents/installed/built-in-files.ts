import { fileURLToPath } from 'node:url';

import type { TransportAgent } from '@mailyard/directory';

/** As they are compiled, whoever compiled this file. */
const compiled = new URL('../../../dist/agents/', import.meta.url);

const files: ReadonlyMap<string, string> = new Map([
  ['HTTP-WEBHOOK', 'webhook/http-webhook-agent.mjs'],
  ['FILE-DROP', 'file-drop/file-drop-agent.mjs'],
]);

/** The file of an agent that is part of Mailyard; undefined: it is none. */
export function builtInFile({
  AssemblyPath,
  SupportedDeliveryProtocol = '',
}: TransportAgent): string | undefined {
  const file = AssemblyPath === undefined ? files.get(SupportedDeliveryProtocol) : undefined;
  return file === undefined ? undefined : fileURLToPath(new URL(file, compiled));
}
