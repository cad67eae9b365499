import { api, queryClient, type InputOf, type OutputOf } from '../../api/index.js';

type NewInput = InputOf<'New-MessageOperation'>;

/** Which messages are meant: by name, of a search, all of a queue, or whatever a filter finds. */
export type Chosen = Pick<NewInput, 'ids' | 'search' | 'queue' | 'where' | 'filter'>;
export type MessageOrder = NewInput['order'];
export type MessageOperation = OutputOf<'New-MessageOperation'>;

/** So many messages at most are ordered about without a preview, when the order can be taken back in one click. */
export const previewFrom = 100;

/** What would happen: nothing has, and nothing does without `confirmOperation`. */
export function prepareOperation(
  chosen: Chosen,
  order: MessageOrder,
  signal?: AbortSignal,
): Promise<MessageOperation> {
  return api.run('New-MessageOperation', { ...chosen, order }, signal);
}

/** Begins it, as its preview was seen. */
export async function confirmOperation({ id, total }: MessageOperation): Promise<MessageOperation> {
  const begun = await api.run('Confirm-MessageOperation', { operation: id, expected: total });
  void queryClient.invalidateQueries({ queryKey: ['operation', 'Get-MessageOperation'] });
  return begun;
}

/** The order that takes another one back; undefined: there is none. */
export function inverseOf({ kind }: MessageOrder): 'Suspend' | 'Resume' | undefined {
  if (kind === 'Suspend') return 'Resume';
  return kind === 'Resume' ? 'Suspend' : undefined;
}
