import { kinds, openParameters, titleOf, type ObjectKind, type Written } from '@mailyard/directory';

/** An object as operations tell of it: as it is kept, without what nobody is shown, and with its whole name. */
export function objectView(kind: ObjectKind, object: { readonly Guid: string }): Written {
  const { identity } = kinds[kind];
  return {
    Guid: object.Guid,
    ...(identity === undefined ? {} : { Identity: titleOf(kind, object) }),
    ...openParameters(kind, object),
  };
}
