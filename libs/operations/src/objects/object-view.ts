import {
  kinds,
  openParameters,
  titleOf,
  type Directory,
  type ObjectKind,
  type Written,
} from '@mailyard/directory';

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
  };
  views.set(object, view);
  return view;
}

/** With when they were made and last changed, in milliseconds since the epoch, as far as that is known. */
export async function timedViews(
  kind: ObjectKind,
  objects: readonly { readonly Guid: string }[],
  directory: Pick<Directory, 'times'>,
): Promise<readonly Written[]> {
  const times = await directory.times(objects.map(({ Guid }) => ({ kind, Guid })));
  return objects.map((object, at) => {
    const { created, changed } = times[at] ?? {};
    return {
      ...objectView(kind, object),
      ...(created !== undefined && { WhenCreated: created }),
      ...(changed !== undefined && { WhenChanged: changed }),
    };
  });
}
