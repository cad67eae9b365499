import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import {
  permissionOf,
  queries,
  useSession,
  type ObjectKind,
  type ObjectOf,
  type Parameters,
  type Permission,
  type Resource,
} from '../../api/index.js';
import { Opened } from '../dialog/opened.js';
import { joinedQuery } from '../list/joined-query.js';
import type { EditedObject } from './edit-object.js';
import { ObjectPage, type ObjectPageProps } from './object-page.js';
import type { ObjectRow } from './object-row.js';

/** An object of one of several kinds. */
export type RowOf<Kind extends ObjectKind> = Kind extends ObjectKind
  ? ObjectOf<Kind> & ObjectRow & { readonly kind: Kind }
  : never;

/** A kind whose objects are in the list. */
export interface ListedKind {
  readonly source: Resource<never>;
  /** Of its cmdlets: `AcceptedDomain`. */
  readonly noun: string;
  /** What the button says that makes one, where there are several; the name of the kind is that of the dialog. */
  readonly newLabel?: string;
}

/** What the kinds tell already. */
type Told = 'query' | 'permissions' | 'editDialog' | 'remove' | 'tryRemoval' | 'enable' | 'making';
type Making = NonNullable<ObjectPageProps<ObjectRow>['making']>;

export interface KindPageProps<Kind extends ObjectKind> extends Omit<ObjectPageProps<RowOf<Kind>>, Told> {
  /** The first one is made by the key for making one. */
  readonly kinds: Readonly<Record<Kind, ListedKind>>;
  readonly editDialog: (opened: EditedObject<ObjectOf<Kind>>, kind: Kind) => ReactNode;
  /** They are switched on and off. */
  readonly canBeDisabled?: boolean;
  /** Further ways to make one, beside those of the kinds. */
  readonly alsoMaking?: Making;
}

/** A page of the objects of some kinds, in one list: rows, rights and orders follow from the kinds. */
export function KindPage<Kind extends ObjectKind>(props: KindPageProps<Kind>) {
  const { kinds, editDialog, canBeDisabled = false, alsoMaking = [], ...rest } = props;
  const query = useRows(kinds);
  const { permissions, ...rights } = useKindRights(kinds);
  const making: Making = [
    ...rights.adding.flatMap(({ kind, permission }) => {
      const { newLabel: label } = kinds[kind];
      return label === undefined ? [] : [{ dialog: kind, label, permission }];
    }),
    ...alsoMaking,
  ];
  return (
    <ObjectPage<RowOf<Kind>>
      {...rest}
      {...{ query, permissions }}
      {...(making.length > 0 && { making })}
      editDialog={({ kind, Identity, Guid }, { onClose, onSaved }) => (
        <Opened {...{ kind, onClose }} source={sourceOf(kinds, kind)} identity={Identity} key={Guid}>
          {(object, tag) =>
            editDialog(
              {
                object: object as unknown as ObjectOf<Kind>,
                tag,
                onClose,
                mayChange: rights.mayChange(kind as Kind),
                onSaved: () => onSaved(object as unknown as ObjectRow),
              },
              kind as Kind,
            )
          }
        </Opened>
      )}
      remove={({ kind, Identity }, force) => sourceOf(kinds, kind).remove(Identity, { force })}
      tryRemoval={({ kind, Identity }) => sourceOf(kinds, kind).remove(Identity, { validateOnly: true })}
      {...(canBeDisabled && {
        enable: ({ kind, Identity }: RowOf<Kind>, Enabled: boolean, force: boolean) =>
          sourceOf(kinds, kind).set(Identity, { Enabled } as Parameters<ObjectKind>, { force }),
      })}
    />
  );
}

/** Of a kind that is known from a row alone. */
function sourceOf(kinds: Readonly<Record<string, ListedKind>>, kind: ObjectKind): Resource<ObjectKind> {
  return kinds[kind]?.source as unknown as Resource<ObjectKind>;
}

function kindsIn<Kind extends ObjectKind>(kinds: KindPageProps<Kind>['kinds']): readonly Kind[] {
  return Object.keys(kinds) as Kind[];
}

function useRows<Kind extends ObjectKind>(kinds: KindPageProps<Kind>['kinds']) {
  const names = kindsIn(kinds);
  return useQueries({
    queries: names.map((kind) => queries.list<ObjectKind>(kind, sourceOf(kinds, kind))),
    combine: (answers) => {
      const lists = answers.map(({ data }, at) =>
        data?.rows.map((row) => ({ ...row, kind: names[at] }) as unknown as RowOf<Kind>),
      );
      return joinedQuery(answers, lists.every((rows) => rows !== undefined) ? lists.flat() : undefined);
    },
  });
}

function useKindRights<Kind extends ObjectKind>(kinds: KindPageProps<Kind>['kinds']) {
  const session = useSession();
  const names = kindsIn(kinds);
  const may = (verb: 'New' | 'Set' | 'Remove', kind: Kind): Permission =>
    permissionOf(session, `${verb}-${kinds[kind].noun}`);
  /** Of some kind at least; of the kind of a row the server says. */
  const any = (verb: 'New' | 'Set' | 'Remove'): Permission => {
    const all = names.map((kind) => may(verb, kind));
    return all.find(({ allowed }) => allowed) ?? all[0] ?? { allowed: false, roleGroups: [] };
  };
  return {
    permissions: { add: any('New'), set: any('Set'), remove: any('Remove') },
    adding: names.map((kind) => ({ kind, permission: may('New', kind) })),
    mayChange: (kind: Kind): boolean => may('Set', kind).allowed,
  };
}
