import { DamagedMessage, type ListedMessage, type LoadedCopy } from '@mailyard/queue';

import type { OperationContext } from '../../context.js';
import { OperationError } from '../../operation.js';

/** A listed copy with its message. Throws an OperationError where it is gone, or cannot be read. */
export async function loadedCopy(
  { internalId, number }: ListedMessage,
  context: OperationContext,
): Promise<LoadedCopy> {
  const { messages } = await context.database();
  try {
    const message = await messages.loadCopy(internalId, number);
    if (message !== undefined) return message;
  } catch (error) {
    throw error instanceof DamagedMessage ? new OperationError(error.message) : error;
  }
  throw new OperationError(`message ${internalId} has left its queue`);
}
