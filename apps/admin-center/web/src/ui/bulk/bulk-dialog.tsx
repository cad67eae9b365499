import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Dialog } from '../dialog/dialog.js';
import { Select } from '../field/select.js';
import { TextField } from '../field/text-field.js';
import { uiTexts } from '../ui.text.js';
import {
  confirmOperation,
  prepareOperation,
  type Chosen,
  type MessageOperation,
  type MessageOrder,
} from './bulk-orders.js';
import { bulkTexts } from './bulk.text.js';
import { useOrderText } from './order-text.js';
import { BulkPreview } from './preview.js';
import { watchOperation } from './watched-operation.js';

export interface BulkDialogProps {
  readonly chosen: Chosen;
  readonly order: MessageOrder;
  readonly onClose: () => void;
  /** It has begun. */
  readonly onDone: () => void;
}

/** From so many messages on their number has to be typed. */
const typedFrom = 1_000;

/** Choose, see what it is about, say so, and it begins: with exactly the messages that were shown. */
export function BulkDialog({ chosen, order, onClose, onDone }: BulkDialogProps) {
  const t = useTexts(bulkTexts);
  const orderText = useOrderText();
  const [withNDR, setWithNDR] = useState(tellsSenders(order));
  const [said, setSaid] = useState('');
  const isRemoval = order.kind === 'Remove';
  const asked: MessageOrder = isRemoval ? { kind: 'Remove', withNDR } : order;
  const { data, error, isFetching } = usePreview(chosen, asked);
  const begin = useMutation({
    mutationFn: confirmOperation,
    onSuccess: (operation) => {
      watchOperation(operation);
      onDone();
    },
  });
  const typed = typedFor(data);
  return (
    <Dialog
      isWide
      title={t('title', { kind: order.kind })}
      onClose={onClose}
      error={begin.error ?? error}
      submit={{
        label: orderText(asked, data?.total ?? 0),
        onSubmit: () => data !== undefined && begin.mutate(data),
        isDanger: isRemoval,
        isDisabled: !isReady(data, said),
        isPending: begin.isPending || isFetching,
      }}
    >
      {isRemoval && <NdrChoice withNDR={withNDR} onChange={setWithNDR} />}
      <Shown operation={data} isFailed={error !== null} />
      {typed !== undefined && <TypedNumber number={typed} said={said} onChange={setSaid} />}
    </Dialog>
  );
}

/** A preview for each way to do it; the server forgets those that nobody confirms. */
function usePreview(chosen: Chosen, order: MessageOrder) {
  return useQuery({
    queryKey: ['bulk-preview', chosen, order],
    queryFn: ({ signal }) => prepareOperation(chosen, order, signal),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}

/** What has to be typed; undefined: nothing. */
function typedFor(operation: MessageOperation | undefined): string | undefined {
  if (operation === undefined || operation.total === 0) return undefined;
  const { order, total } = operation;
  const isSilent = order.kind === 'Remove' && !order.withNDR;
  return total > typedFrom || isSilent ? String(total) : undefined;
}

/** The number may be typed with separators or without. */
function isReady(operation: MessageOperation | undefined, said: string): boolean {
  if (operation === undefined || operation.total === 0) return false;
  const typed = typedFor(operation);
  return typed === undefined || said.replaceAll(/\D/g, '') === typed;
}

function tellsSenders(order: MessageOrder): boolean {
  return order.kind !== 'Remove' || order.withNDR !== false;
}

function NdrChoice({
  withNDR,
  onChange,
}: {
  readonly withNDR: boolean;
  readonly onChange: (withNDR: boolean) => void;
}) {
  const t = useTexts(bulkTexts);
  return (
    <Select
      label={t('whether')}
      value={withNDR ? 'with' : 'without'}
      options={[
        { value: 'with', label: t('withNdr') },
        { value: 'without', label: t('withoutNdr') },
      ]}
      onChange={(value) => onChange(value === 'with')}
    />
  );
}

function Shown({
  operation,
  isFailed,
}: {
  readonly operation: MessageOperation | undefined;
  readonly isFailed: boolean;
}) {
  const t = useTexts(bulkTexts);
  if (isFailed) return null;
  if (operation === undefined) return <p role="status">{t('counting')}</p>;
  const { total, preview, undoMs } = operation;
  if (total === 0) return <p>{t('noneLeft')}</p>;
  return (
    <>
      <BulkPreview preview={preview} />
      <p className="dim">{undoMs > 0 ? t('undoFor', { seconds: undoMs / 1_000 }) : t('runsAtOnce')}</p>
    </>
  );
}

function TypedNumber({
  number,
  said,
  onChange,
}: {
  readonly number: string;
  readonly said: string;
  readonly onChange: (said: string) => void;
}) {
  const t = useTexts(uiTexts);
  return (
    <TextField label={t('typeToConfirm', { word: number })} value={said} onChange={onChange} autoFocus />
  );
}
