import { useMutation, useQuery } from '@tanstack/react-query';

import { checked, objectsChanged, Problem, type ChangedObject } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Confirm } from '../dialog/dialog.js';
import type { ObjectPageProps } from './object-page.js';
import type { ObjectRow } from './object-row.js';
import { Note } from '../shown/note.js';
import { objectPageTexts } from './object-page.text.js';
import { toasts } from '../dialog/toasts.js';

/** Removing, and switching on and off: asked first, and typed where the server calls it a danger. */
export interface ObjectOrders<Row> {
  readonly enable: (row: Row) => void;
  readonly remove: (rows: readonly Row[]) => void;
  readonly disable: (row: Row) => void;
  /** The server wants it typed. */
  readonly isDanger: boolean;
  readonly error: Error | null;
  readonly isPending: boolean;
  /** The question is taken back. */
  readonly close: () => void;
}

/** `onDone`: the question is answered, or taken back. */
export function useObjectOrders<Row extends ObjectRow>(
  props: Pick<ObjectPageProps<Row>, 'remove' | 'enable'>,
  onDone: () => void,
): ObjectOrders<Row> {
  const t = useTexts(objectPageTexts);
  const order = useMutation({
    mutationFn: ({ act }: { readonly act: () => Promise<unknown>; readonly told: string }) => act(),
    onSettled: objectsChanged,
    onSuccess(_, { told }) {
      toasts.show(told);
      onDone();
    },
  });
  const isDanger = order.error instanceof Problem && order.error.is('confirmation-required');
  return {
    enable: (row) =>
      order.mutate(
        {
          act: async () => props.enable?.(row, true, false),
          told: t('enabled', { name: row.Name }),
        },
        { onError: ({ message }) => toasts.show(message, 'bad') },
      ),
    disable: (row) =>
      order.mutate({
        act: async () => props.enable?.(row, false, isDanger),
        told: t('disabled', { name: row.Name }),
      }),
    remove: (rows) =>
      order.mutate({
        async act() {
          // One after the other: the first that is refused ends it, and says why.
          for (const row of rows) await props.remove(row, isDanger);
        },
        told: t('removed', { count: rows.length }),
      }),
    isDanger,
    error: order.error,
    isPending: order.isPending,
    close() {
      order.reset();
      onDone();
    },
  };
}

export function AskingDialog<Row extends ObjectRow>({
  about,
  orders,
  rows,
  tryRemoval,
}: {
  readonly about: 'remove' | 'disable';
  readonly orders: ObjectOrders<Row>;
  readonly rows: readonly Row[];
  readonly tryRemoval: ObjectPageProps<Row>['tryRemoval'];
}) {
  const t = useTexts(objectPageTexts);
  const { error, isPending, isDanger } = orders;
  const [row] = rows;
  if (row === undefined) return null;
  const values = { count: rows.length, name: row.Name };
  const isRemoval = about === 'remove';
  return (
    <Confirm
      title={isRemoval ? t('removeTitle', values) : t('disableTitle', values)}
      action={isRemoval ? t('removeAction', values) : t('disable')}
      onConfirm={() => (isRemoval ? orders.remove(rows) : orders.disable(row))}
      onClose={orders.close}
      typed={isDanger ? row.Name : undefined}
      {...{ error, isPending }}
    >
      {rows.length > 1 && (
        <ul>
          {rows.map(({ Guid, Name }) => (
            <li key={Guid}>{Name}</li>
          ))}
        </ul>
      )}
      {isRemoval && tryRemoval && <RemovalSays rows={rows} tryRemoval={tryRemoval} />}
    </Confirm>
  );
}

/** What depends on the rows, and what goes with them, before they are removed. */
function RemovalSays<Row extends ObjectRow>({
  rows,
  tryRemoval,
}: {
  readonly rows: readonly Row[];
  readonly tryRemoval: (row: Row) => Promise<ChangedObject>;
}) {
  const t = useTexts(objectPageTexts);
  const { data = [] } = useQuery({
    queryKey: ['removal', rows.map(({ Guid }) => Guid)],
    queryFn: () => Promise.all(rows.slice(0, 20).map((row) => checked(() => tryRemoval(row)))),
    gcTime: 0,
  });
  const wrongs = data.flatMap((answer) => answer.wrongs.map(({ detail }) => detail));
  const others = data.flatMap(({ warnings, dangers }) => [...dangers, ...warnings]);
  return (
    <>
      {wrongs.length > 0 && <Lines tone="bad" texts={[t('removeAfter'), ...wrongs]} />}
      {others.length > 0 && <Lines tone="warn" texts={others} />}
    </>
  );
}

function Lines({ tone, texts }: { readonly tone: 'bad' | 'warn'; readonly texts: readonly string[] }) {
  return (
    <Note tone={tone}>
      {[...new Set(texts)].map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Note>
  );
}
