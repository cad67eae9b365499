import {
  kinds,
  openParameters,
  titleOf,
  type Directory,
  type ObjectKind,
  type ObjectTimes,
  type TransportRule,
  type Written,
} from '@mailyard/directory';

import { describedRule } from '../transport-rules/description/described-rule.js';

/** What is told of objects beside their parameters. */
const told: Readonly<Partial<Record<ObjectKind, (object: object) => object>>> = {
  TransportRules: (rule) => describedRule(rule as TransportRule),
};

/** Objects never change: a change makes another one. */
const views = new WeakMap<object, Written>();

/** An object as operations tell of it: as it is kept, without what nobody is shown, and with its whole name. */
export function objectView(kind: ObjectKind, object: { readonly Guid: string }): Written {
  const known = views.get(object);
  if (known !== undefined) return known;
  const { identity } = kinds[kind];
  const view = {
    Guid: object.Guid,
    ...(identity === undefined ? {} : { Identity: titleOf(kind, object) }),
    ...openParameters(kind, object),
    ...told[kind]?.(object),
  };
  views.set(object, view);
  return view;
}

/** Those of which it is known when they were made and last changed. */
const timed = new WeakMap<object, Written>();

/** With when they were made and last changed, in milliseconds since the epoch, as far as that is known. */
export async function timedViews(
  kind: ObjectKind,
  objects: readonly { readonly Guid: string }[],
  directory: Pick<Directory, 'times'>,
): Promise<readonly Written[]> {
  const untimed = objects.filter((object) => !timed.has(object));
  const times = await directory.times(untimed.map(({ Guid }) => ({ kind, Guid })));
  for (const [at, object] of untimed.entries()) {
    const known = times[at];
    if (known !== undefined) timed.set(object, timedView(objectView(kind, object), known));
  }
  return objects.map((object) => timed.get(object) ?? objectView(kind, object));
}

function timedView(view: Written, { created, changed }: ObjectTimes): Written {
  return { ...view, ...(created !== undefined && { WhenCreated: created }), WhenChanged: changed };
}
