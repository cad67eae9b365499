import type { ReactNode } from 'react';

import type { ChangedObject, Permission } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Action, Button } from '../control/button.js';
import { Details } from '../list/details.js';
import type { Column } from '../grid/column.js';
import { ListToolbar } from '../list/list-toolbar.js';
import { ListView } from '../list/list-view.js';
import type { ObjectDialogProps, ObjectRow } from './object-row.js';
import { objectPageTexts } from './object-page.text.js';
import { useShortcut } from '../browser/shortcuts.js';
import { toasts } from '../dialog/toasts.js';
import { useUrlState } from '../browser/url-state.js';
import { AskingDialog, useObjectOrders, type ObjectOrders } from './use-object-orders.js';
import { useList, type List, type ListQuery } from '../list/use-list.js';

export interface ObjectPageProps<Row extends ObjectRow> {
  readonly label: string;
  readonly search: string;
  /** Why there is nothing, and what comes of it. */
  readonly empty: string;
  readonly query: ListQuery<Row>;
  readonly columns: readonly Column<Row>[];
  readonly textOf: (row: Row) => string;
  readonly permissions: { readonly add: Permission; readonly set: Permission; readonly remove: Permission };
  /** What of one is shown beside the list. */
  readonly details: (row: Row) => ReactNode;
  /** `dialog`: what a button of `making` opens; `new` is there always. */
  readonly newDialog: (props: ObjectDialogProps, dialog: string) => ReactNode;
  readonly editDialog: (row: Row, props: ObjectDialogProps) => ReactNode;
  readonly remove: (row: Row, force: boolean) => Promise<unknown>;
  /** What removing one would say, and nothing is changed: told before it is confirmed. */
  readonly tryRemoval?: (row: Row) => Promise<ChangedObject>;
  /** Absent: rows are not switched on and off. */
  readonly enable?: (row: Row, isOn: boolean, force: boolean) => Promise<unknown>;
  /** Column that it is sorted by at first; default: the first one. */
  readonly sortedBy?: string;
  /** Rows that stay. */
  readonly isKept?: (row: Row) => boolean;
  /** Ways to make one in place of the single "New". */
  readonly making?: readonly {
    readonly dialog: string;
    readonly label: string;
    readonly permission: Permission;
  }[];
  /** More actions on what is selected; `open` opens one of `dialogs`. */
  readonly actions?: (rows: readonly Row[], open: (dialog: string) => void) => ReactNode;
  /** More dialogs about what is selected, by their names in the address. */
  readonly dialogs?: Readonly<Record<string, (rows: readonly Row[], props: ObjectDialogProps) => ReactNode>>;
}

/** A page of objects: list, details, and dialogs by which they are made, edited and removed; all of it is in the address. */
export function ObjectPage<Row extends ObjectRow>(props: ObjectPageProps<Row>) {
  const { label, query, columns, textOf, empty, details, sortedBy = columns[0]?.id ?? '' } = props;
  const t = useTexts(objectPageTexts);
  const list = useList({ query, columns, textOf, keyOf: ({ Guid }) => Guid, sortedBy });
  const [{ dialog }, setUrl] = useUrlState({ dialog: '' });
  const open = (next: string): void => setUrl({ dialog: next });
  const orders = useObjectOrders(props, () => open(''));
  const { selectedRows } = list;
  const [one] = selectedRows;
  const making = useMaking(props);
  useKeys({
    ...props,
    list,
    open: (which) => open(which === 'new' ? (making[0]?.dialog ?? '') : which),
  });
  return (
    <>
      <ListView
        label={label}
        list={list}
        toolbar={<ObjectToolbar {...props} {...{ list, open, orders, making }} />}
        empty={
          <>
            <p>{empty}</p>
            {making[0]?.permission.allowed === true && (
              <Button onPress={() => open(making[0]?.dialog ?? '')}>{making[0].label}</Button>
            )}
          </>
        }
        details={
          one && (
            <Details
              title={selectedRows.length > 1 ? t('several', { count: selectedRows.length }) : one.Name}
              onClose={() => list.select({ ...list.selection, keys: new Set() })}
            >
              {selectedRows.length > 1 ? <Names rows={selectedRows} /> : details(one)}
            </Details>
          )
        }
        onOpen={() => open('edit')}
      />
      <PageDialog {...props} {...{ list, dialog, orders }} close={() => open('')} />
    </>
  );
}

function Names({ rows }: { readonly rows: readonly ObjectRow[] }) {
  return (
    <ul>
      {rows.map(({ Guid, Name }) => (
        <li key={Guid}>{Name}</li>
      ))}
    </ul>
  );
}

type Making = NonNullable<ObjectPageProps<ObjectRow>['making']>;

function useMaking<Row extends ObjectRow>({ making, permissions }: ObjectPageProps<Row>): Making {
  const t = useTexts(objectPageTexts);
  return making ?? [{ dialog: 'new', label: t('new'), permission: permissions.add }];
}

interface Open<Row> {
  readonly list: List<Row>;
  readonly open: (dialog: string) => void;
}

interface Ordering<Row> {
  readonly orders: ObjectOrders<Row>;
}

function ObjectToolbar<Row extends ObjectRow>(
  props: ObjectPageProps<Row> & Open<Row> & Ordering<Row> & { readonly making: Making },
) {
  const { label, search, list, open, making, actions } = props;
  const t = useTexts(objectPageTexts);
  return (
    <ListToolbar label={t('toolbar', { list: label })} {...{ list, search }}>
      {making.map((each, at) => (
        <Action
          key={each.dialog}
          label={each.label}
          icon="add"
          permission={each.permission}
          {...(at === 0 && { keys: 'n' })}
          onPress={() => open(each.dialog)}
        />
      ))}
      <ChangingActions {...props} />
      {actions?.(list.selectedRows, open)}
    </ListToolbar>
  );
}

function ChangingActions<Row extends ObjectRow>(props: ObjectPageProps<Row> & Open<Row> & Ordering<Row>) {
  const { list, open, orders, permissions, enable } = props;
  const t = useTexts(objectPageTexts);
  const one = list.selectedRows.length === 1 ? list.selectedRows[0] : undefined;
  const isOff = one?.Enabled === false;
  return (
    <>
      <Action
        label={t('edit')}
        icon="edit"
        keys="e"
        isDisabled={one === undefined}
        onPress={() => open('edit')}
      />
      {enable && (
        <Action
          label={isOff ? t('enable') : t('disable')}
          icon={isOff ? 'enable' : 'disable'}
          permission={permissions.set}
          isDisabled={one === undefined}
          onPress={() => (isOff ? orders.enable(one) : open('disable'))}
        />
      )}
      <Action
        label={t('remove')}
        icon="remove"
        keys="Del"
        permission={permissions.remove}
        isDisabled={!isRemovable(props)}
        onPress={() => open('remove')}
      />
    </>
  );
}

function isRemovable<Row extends ObjectRow>({
  list: { selectedRows },
  isKept = () => false,
}: Pick<ObjectPageProps<Row>, 'isKept'> & Pick<Open<Row>, 'list'>): boolean {
  return selectedRows.length > 0 && !selectedRows.some(isKept);
}

function useKeys<Row extends ObjectRow>(props: ObjectPageProps<Row> & Open<Row>): void {
  const { list, open, permissions } = props;
  const edit = (): unknown => list.selectedRows.length === 1 && open('edit');
  const add = (): unknown => permissions.add.allowed && open('new');
  useShortcut('n', add);
  useShortcut('Insert', add);
  useShortcut('e', edit);
  useShortcut('F2', edit);
  useShortcut('Delete', () => permissions.remove.allowed && isRemovable(props) && open('remove'));
}

interface PageDialogProps<Row> extends Pick<Open<Row>, 'list'>, Ordering<Row> {
  readonly dialog: string;
  readonly close: () => void;
}

function PageDialog<Row extends ObjectRow>(props: ObjectPageProps<Row> & PageDialogProps<Row>) {
  const { newDialog, dialogs = {}, list, dialog, close } = props;
  const t = useTexts(objectPageTexts);
  const { selectedRows: rows } = list;
  const row = rows.length === 1 ? rows[0] : undefined;
  const dialogOf = (told: 'made' | 'saved'): ObjectDialogProps => ({
    onClose() {
      close();
      if (row !== undefined && told === 'saved') list.goTo(row.Guid);
    },
    onSaved({ Guid, Name }) {
      close();
      list.goTo(Guid);
      toasts.show(t(told, { name: Name }));
    },
  });
  const about = dialogs[dialog];
  if (about !== undefined) return rows.length === 0 ? null : <>{about(rows, dialogOf('saved'))}</>;
  switch (dialog) {
    case '':
      return null;
    case 'edit':
      return row === undefined ? null : <>{props.editDialog(row, dialogOf('saved'))}</>;
    case 'remove':
    case 'disable':
      return <AskedDialog {...props} about={dialog} />;
    default:
      return <>{newDialog(dialogOf('made'), dialog)}</>;
  }
}

/** What a button would not have opened, an address does not open either. */
function AskedDialog<Row extends ObjectRow>({
  about,
  ...props
}: ObjectPageProps<Row> & PageDialogProps<Row> & { readonly about: 'remove' | 'disable' }) {
  const { permissions, enable, tryRemoval, list, orders } = props;
  const { allowed } = about === 'remove' ? permissions.remove : permissions.set;
  const isPossible = about === 'remove' ? isRemovable(props) : enable !== undefined;
  if (!allowed || !isPossible) return null;
  return <AskingDialog rows={list.selectedRows} {...{ about, orders, tryRemoval }} />;
}
