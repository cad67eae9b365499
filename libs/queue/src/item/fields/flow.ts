import type { Priority } from '@mailyard/message';

import type { MailItem } from '../mail-item.js';

/**
 * Whose turn a message takes while many wait, see `fairOrder`: a letter for its priority, and its sender. All without a
 * reverse-path, DSNs most of all, are of one.
 */
export function flowOf(item: Pick<MailItem, 'envelope' | 'priority'>): string {
  const { reversePath } = item.envelope;
  const priority: Priority = item.priority ?? 'Normal';
  const sender = reversePath === null ? '' : `${reversePath.localPart}@${reversePath.domain}`.toLowerCase();
  return `${priority.charAt(0)}${sender}`;
}

const lettered: Readonly<Record<string, Priority>> = { H: 'High', L: 'Low' };

export function priorityOfFlow(flow: string): Priority {
  return lettered[flow.charAt(0)] ?? 'Normal';
}
