import { useRef } from 'react';

import type { Problem } from '../../../api/index.js';
import type { FormValues } from './form-state.js';

export interface TaggedObject {
  /** As it was opened, or as somebody else has made it since. */
  readonly object: () => FormValues;
  readonly tag: () => string | undefined;
  /** Goes on from what a conflict brought. */
  readonly rebase: (problem: Problem) => FormValues;
}

/** The object that an edit dialog is about, with the tag by which the server knows which one that was (RFC 9110 §13.1.1). */
export function useTaggedObject(object: object, tag: string | undefined): TaggedObject {
  const known = useRef<{ readonly object: FormValues; readonly tag: string | undefined }>({
    object: object as FormValues,
    tag,
  });
  return {
    object: () => known.current.object,
    tag: () => known.current.tag,
    rebase({ details, tag: newer }) {
      known.current = { object: details.current ?? known.current.object, tag: newer };
      return known.current.object;
    },
  };
}
