import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import type { ObjectKind, ObjectOf, Resource } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Dialog } from './dialog.js';
import { uiTexts } from '../ui.text.js';

export interface OpenedProps<Kind extends ObjectKind> {
  readonly kind: Kind;
  readonly source: Pick<Resource<Kind>, 'get'>;
  readonly identity: string;
  readonly onClose: () => void;
  readonly children: (object: ObjectOf<Kind>, tag: string | undefined) => ReactNode;
}

/** Reads an object anew for a dialog about it: what a list has may be old, and has no tag. */
export function Opened<Kind extends ObjectKind>(props: OpenedProps<Kind>) {
  const { kind, source, identity, onClose, children } = props;
  const t = useTexts(uiTexts);
  const { data, error, isFetchedAfterMount } = useQuery({
    ...queryOptions({
      queryKey: ['opened', kind, identity],
      queryFn: ({ signal }) => source.get(identity, signal),
    }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  if (error !== null) {
    return (
      <Dialog title={identity} onClose={onClose} error={error}>
        {null}
      </Dialog>
    );
  }
  if (data === undefined || !isFetchedAfterMount) {
    return (
      <Dialog title={identity} onClose={onClose} isWide>
        <span className="visually-hidden" role="status">
          {t('loading')}
        </span>
      </Dialog>
    );
  }
  // When it was made and changed is no parameter of it.
  const { WhenCreated: _, WhenChanged: __, ...object } = data.object;
  return <>{children(object as ObjectOf<Kind>, data.tag)}</>;
}
