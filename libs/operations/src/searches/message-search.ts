import { FilterError, TooManyMessages, type MessageSearch } from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { OperationError, OperationInputError } from '../operation.js';

export const searchIdentity = z.string().min(1).describe('As Search-Message has named it.');

/** Renews it. */
export function findSearch(id: string, { searches }: OperationContext): MessageSearch {
  const found = searches.get(id);
  if (found === undefined) throw new OperationError('this search is forgotten: search again');
  return found;
}

/** What cannot be searched for is a mistake of whoever asked. */
export async function searched<T>(search: () => Promise<T>): Promise<T> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof FilterError) throw new OperationInputError(error.message);
    throw error instanceof TooManyMessages ? new OperationError(error.message) : error;
  }
}
