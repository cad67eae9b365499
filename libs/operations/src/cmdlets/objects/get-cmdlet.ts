import { kinds } from '@mailyard/directory';

import { mapInTurns } from '../../in-turns.js';
import type { ObjectOperations } from '../../objects/object-operations.js';
import {
  identityParameter,
  serverParameter,
  type Cmdlet,
  type CmdletCall,
  type CmdletOutcome,
  type CmdletParameter,
  type Order,
  type OutputObject,
} from '../cmdlet.js';
import { nounOf, type KindCmdlets } from './kind-form.js';
import { listedObjects } from './object-listing.js';
import { outputObject } from './object-output.js';

type GetOperation = NonNullable<ObjectOperations['Get']>;

export function getCmdlet(form: KindCmdlets, operation: GetOperation): Cmdlet {
  const { typeName, columns, hasServer = false } = form;
  const noun = nounOf(form);
  return {
    name: `Get-${noun}`,
    synopsis: `Shows objects of the kind ${noun}.`,
    parameters: getParameters(form),
    ...(hasServer && { parameterSets: [['Identity'], ['Server']] }),
    output: { typeName, columns },
    confirms: false,
    changes: false,
    examples: form.examples?.Get ?? [],
    run: (call) => objectsTold(form, operation, call),
  };
}

function getParameters(form: KindCmdlets): readonly CmdletParameter[] {
  const { kind, hasServer = false, listing, addedGet } = form;
  return [
    ...(kinds[kind].identity === undefined ? [] : [identityParameter(nounOf(form))]),
    ...(hasServer ? [serverParameter('Name of a server of the organization.')] : []),
    ...(listing?.parameters ?? []),
    ...(addedGet?.parameters ?? []),
  ];
}

async function objectsTold(
  { kind, output, listing, addedGet }: KindCmdlets,
  operation: GetOperation,
  call: CmdletCall,
): Promise<CmdletOutcome> {
  const { parameters, properties } = call;
  const instead = await addedGet?.instead?.(call);
  if (instead !== undefined) return { output: instead };
  const rows = await chosenRows(operation, call);
  // What is listed may be filtered and sorted by what is not told.
  const isChosen = listing !== undefined || addedGet !== undefined;
  const shown = { form: output, only: isChosen ? undefined : properties };
  const all = await mapInTurns(rows, (row) => outputObject(kind, row, shown));
  const objects = withMore(all, await addedGet?.more?.(call));
  return listing === undefined ? { output: objects } : listedObjects(listing, parameters, objects);
}

/** All, or those of the identity or the server that is named. */
function chosenRows(
  operation: GetOperation,
  { parameters: { Identity: identity, Server: server }, order }: CmdletCall,
): Promise<readonly OutputObject[]> {
  return allRows(order, operation, { identity: identity ?? undefined, server: server ?? undefined });
}

/** `more` says what is told of an object besides; undefined: it is not told at all. */
function withMore(
  objects: readonly OutputObject[],
  more: ((object: OutputObject) => OutputObject | undefined) | undefined,
): readonly OutputObject[] {
  if (more === undefined) return objects;
  return objects.flatMap((object) => {
    const added = more(object);
    return added === undefined ? [] : [{ ...object, ...added }];
  });
}

const rowsAtOnce = 10_000;

/** However many there are. */
export async function allRows(
  order: Order,
  operation: GetOperation,
  input: object,
): Promise<readonly OutputObject[]> {
  const all: OutputObject[] = [];
  for (;;) {
    const { rows, total } = await order(operation, { ...input, offset: all.length, limit: rowsAtOnce });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
