import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import {
  queries,
  usePermission,
  type ObjectKind,
  type ObjectOf,
  type Parameters,
  type Resource,
} from '../../api/index.js';
import { Opened } from '../dialog/opened.js';
import type { EditedObject } from './edit-object.js';
import { ObjectPage, type ObjectPageProps } from './object-page.js';
import type { ObjectRow } from './object-row.js';

type Row<Kind extends ObjectKind> = ObjectOf<Kind> & ObjectRow;
/** What the kind tells already. */
type Told = 'query' | 'permissions' | 'editDialog' | 'remove' | 'enable';

export interface KindPageProps<Kind extends ObjectKind> extends Omit<ObjectPageProps<Row<Kind>>, Told> {
  readonly kind: Kind;
  readonly source: Resource<Kind>;
  /** Of its cmdlets: `AcceptedDomain`. */
  readonly noun: string;
  readonly editDialog: (opened: EditedObject<ObjectOf<Kind>>) => ReactNode;
  /** It is switched on and off. */
  readonly canBeDisabled?: boolean;
}

/** A page of the objects of one kind: their list, their rights and their orders follow from the kind. */
export function KindPage<Kind extends ObjectKind>(props: KindPageProps<Kind>) {
  const { kind, source, noun, editDialog, canBeDisabled = false, ...rest } = props;
  const query = useQuery({
    ...queries.list(kind, source),
    select: ({ rows }) => rows as readonly Row<Kind>[],
  });
  const permissions = {
    add: usePermission(`New-${noun}`),
    set: usePermission(`Set-${noun}`),
    remove: usePermission(`Remove-${noun}`),
  };
  return (
    <ObjectPage<Row<Kind>>
      {...rest}
      {...{ query, permissions }}
      editDialog={(row, { onClose, onSaved }) => (
        <Opened {...{ kind, source, onClose }} identity={row.Identity} key={row.Guid}>
          {(object, tag) =>
            editDialog({
              object,
              tag,
              onClose,
              mayChange: permissions.set.allowed,
              onSaved: () => onSaved(object as Row<Kind>),
            })
          }
        </Opened>
      )}
      remove={({ Identity }, force) => source.remove(Identity, { force })}
      {...(canBeDisabled && {
        enable: ({ Identity }: ObjectRow, Enabled: boolean, force: boolean) =>
          source.set(Identity, { Enabled } as Parameters<Kind>, { force }),
      })}
    />
  );
}
