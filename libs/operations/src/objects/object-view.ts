import { kinds, openParameters, titleOf, type ObjectKind, type Written } from '@mailyard/directory';

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
