import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';

import { useTexts } from '../../../text/index.js';
import { Action } from '../../control/button.js';
import { uiTexts } from '../../ui.text.js';
import { useField, type FieldOf } from '../fields.js';

export interface RowDialogProps {
  /** What is edited; undefined: a new one. */
  readonly row: string | undefined;
  /** Saves one row, or several in its place. */
  readonly onSave: (...rows: readonly string[]) => void;
  readonly onClose: () => void;
}

export interface FormRowsProps extends FieldOf {
  /** Heads of the cells. */
  readonly heads?: readonly string[];
  readonly cells: (row: string) => readonly ReactNode[];
  readonly dialog: (props: RowDialogProps) => ReactNode;
  /** Whatever is pasted into the list, as rows. */
  readonly pasted?: (text: string) => readonly string[];
  /** Alt and an arrow move a row. */
  readonly isOrdered?: boolean;
  readonly canEdit?: boolean;
  /** Why there is none. */
  readonly empty: string;
}

/** A list that is added to, edited and taken from; of EAC: + pencil −. */
export function FormRows(props: FormRowsProps) {
  const { name, label, description, heads, dialog, canEdit = true, isOrdered = false } = props;
  const { value, error, leave } = useField(name);
  const rows = rowsOf(value);
  const edit = useRowEdit(name, rows);
  const { open, setOpen, chosen } = edit;
  const frame = useRef<HTMLDivElement>(null);
  return (
    <div className="field rows" ref={frame} {...(error !== undefined && { 'data-invalid': true })}>
      <span className="label" id={`rows-${name}`}>
        {label}
      </span>
      {description !== undefined && <span className="description">{description}</span>}
      {/* Keys and pasting of the list as a whole; its rows and buttons are operated by what is within. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="rows-frame"
        onPaste={(event) => pasteRows(event, edit, props.pasted)}
        onKeyDownCapture={(event) => rowKey(event, edit, { isOrdered, canEdit })}
      >
        <RowActions edit={edit} label={label} canEdit={canEdit} />
        {heads && (
          <div className="rows-head" aria-hidden="true">
            {heads.map((head) => (
              <span key={head}>{head}</span>
            ))}
          </div>
        )}
        <RowList {...props} rows={rows} edit={edit} />
      </div>
      {error !== undefined && <span className="error">{error}</span>}
      {open !== undefined &&
        dialog({
          row: open === 'new' ? undefined : chosen,
          onSave: (...saved) => {
            edit.save(saved);
            leave();
            focusChosen(frame.current);
          },
          onClose: () => setOpen(undefined),
        })}
    </div>
  );
}

/** The row that the dialog was opened from is another one now: the focus returns to that. */
function focusChosen(frame: HTMLElement | null): void {
  // The dialog gives the focus back in the frame after it has gone.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => frame?.querySelector<HTMLElement>('[role=option][data-selected]')?.focus()),
  );
}

/** Rows are kept as texts, whatever they are of. */
function rowsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

interface RowEdit {
  readonly chosen: string | undefined;
  readonly choose: (row: string | undefined) => void;
  readonly open: 'new' | 'edit' | undefined;
  readonly setOpen: (open: 'new' | 'edit' | undefined) => void;
  readonly save: (saved: readonly string[]) => void;
  readonly add: (added: readonly string[]) => void;
  readonly remove: () => void;
  readonly move: (by: -1 | 1) => void;
}

function useRowEdit(name: string, rows: readonly string[]): RowEdit {
  const { form } = useField(name);
  const [chosen, choose] = useState<string | undefined>(rows[0]);
  const [open, setOpen] = useState<'new' | 'edit'>();
  const put = (next: readonly string[]): void => form.set({ [name]: [...new Set(next)] });
  return {
    chosen: rows.includes(chosen ?? '') ? chosen : undefined,
    choose,
    open,
    setOpen,
    save(saved) {
      put(open === 'edit' ? rows.flatMap((row) => (row === chosen ? saved : [row])) : [...rows, ...saved]);
      // The server has looked at them in the dialog: what it said of the list before is of the list before.
      const { checked } = form.state;
      const wrongs = checked.wrongs.filter(({ parameter }) => parameter !== name);
      form.dispatch({ type: 'checked', checked: { ...checked, wrongs } });
      choose(saved[0]);
      setOpen(undefined);
    },
    add: (added) => put([...rows, ...added]),
    remove() {
      const at = rows.indexOf(chosen ?? '');
      if (at === -1) return;
      const next = rows.toSpliced(at, 1);
      put(next);
      choose(next[Math.min(at, next.length - 1)]);
    },
    move(by) {
      const at = rows.indexOf(chosen ?? '');
      const other = rows[at + by];
      if (at === -1 || other === undefined || chosen === undefined) return;
      put(rows.with(at, other).with(at + by, chosen));
    },
  };
}

function RowActions({
  edit: { chosen, setOpen, remove },
  label,
  canEdit,
}: {
  readonly edit: RowEdit;
  readonly label: string;
  readonly canEdit: boolean;
}) {
  const t = useTexts(uiTexts);
  const none = chosen === undefined;
  return (
    <div className="rows-actions" role="group" aria-label={t('rowActions', { list: label })}>
      <Action label={t('add')} icon="add" iconOnly keys="Ins" onPress={() => setOpen('new')} />
      {canEdit && (
        <Action
          label={t('edit')}
          icon="edit"
          iconOnly
          keys="F2"
          isDisabled={none}
          onPress={() => setOpen('edit')}
        />
      )}
      <Action label={t('remove')} icon="minus" iconOnly keys="Del" isDisabled={none} onPress={remove} />
    </div>
  );
}

function RowList({
  name,
  label,
  cells,
  empty,
  canEdit = true,
  rows,
  edit,
}: FormRowsProps & { readonly rows: readonly string[]; readonly edit: RowEdit }) {
  return (
    <ListBox
      className="rows-list"
      aria-label={label}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      escapeKeyBehavior="none"
      renderEmptyState={() => <span className="dim">{empty}</span>}
      selectedKeys={edit.chosen === undefined ? [] : [edit.chosen]}
      onSelectionChange={(keys) => edit.choose(keys === 'all' ? undefined : String([...keys][0] ?? ''))}
      {...(canEdit && { onAction: () => edit.setOpen('edit') })}
    >
      {rows.map((row) => (
        <ListBoxItem key={`${name} ${row}`} id={row} textValue={row} className="rows-row">
          {cells(row).map((cell, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a cell is what its place makes it
            <span key={at}>{cell}</span>
          ))}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

function pasteRows(event: ClipboardEvent, edit: RowEdit, pasted: FormRowsProps['pasted']): void {
  const added = pasted?.(event.clipboardData.getData('text')) ?? [];
  if (added.length === 0) return;
  event.preventDefault();
  edit.add(added);
}

interface RowKeys {
  readonly isOrdered: boolean;
  readonly canEdit: boolean;
}

function rowKey(event: KeyboardEvent, edit: RowEdit, { isOrdered, canEdit }: RowKeys): void {
  const acts: Readonly<Record<string, (() => void) | false>> = {
    'Alt+ArrowUp': isOrdered && (() => edit.move(-1)),
    'Alt+ArrowDown': isOrdered && (() => edit.move(1)),
    Insert: () => edit.setOpen('new'),
    Delete: edit.remove,
    F2: canEdit && edit.chosen !== undefined && (() => edit.setOpen('edit')),
  };
  const act = acts[event.altKey ? `Alt+${event.key}` : event.key];
  if (act === undefined || act === false) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
