import type { MailItem } from './mail-item.js';

/**
 * Whose turn a message takes while many wait, see `fairOrder`: a letter for its priority, and its sender. All without a
 * reverse-path, DSNs most of all, are of one.
 */
export function flowOf({ envelope: { reversePath } }: Pick<MailItem, 'envelope'>): string {
  return reversePath === null ? 'N' : `N${reversePath.localPart}@${reversePath.domain}`.toLowerCase();
}
