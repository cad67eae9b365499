import type * as declared from '@mailyard/operations';

import { ask, askSteps, type AskSteps } from './http.js';

/** Whatever the declaration of an operation has that its callers have to know. */
interface Declaration {
  readonly name: string;
  readonly input: { readonly _zod: { readonly input: unknown } };
  readonly output: { readonly _zod: { readonly output: unknown } };
}

type Declared = Extract<(typeof declared)[keyof typeof declared], Declaration>;

/** Every operation by its name, with what its own declaration says that it takes and gives. */
type ByName = { [Each in Declared as string extends Each['name'] ? never : Each['name']]: Each };

export type OperationName = keyof ByName;
export type InputOf<Name extends OperationName> = ByName[Name]['input']['_zod']['input'];
export type OutputOf<Name extends OperationName> = ByName[Name]['output']['_zod']['output'];

/** Orders by name what has no path of its own: `run('Get-Queue', { … })`. */
export async function run<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  signal?: AbortSignal,
): Promise<OutputOf<Name>> {
  const path = `/api/v1/operations/${name}`;
  return (await ask<OutputOf<Name>>('POST', path, { body: input, signal })).body;
}

/** The same, heard of while it is carried out: `steps('Test-SendConnector', { … }, { signal, onStep })`. */
export function steps<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  heard: Omit<AskSteps, 'body'>,
): Promise<OutputOf<Name>> {
  return askSteps(`/api/v1/operations/${name}/steps`, { ...heard, body: input });
}
