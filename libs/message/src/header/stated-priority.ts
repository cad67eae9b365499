import type { HeaderBlock } from './header-block.js';

/** Of a message among those that wait; Exchange's names. */
export type Priority = 'High' | 'Normal' | 'Low';

const numbered: Readonly<Record<string, Priority>> = { 1: 'High', 2: 'High', 4: 'Low', 5: 'Low' };
const named: Readonly<Record<string, Priority>> = {
  high: 'High',
  urgent: 'High',
  low: 'Low',
  'non-urgent': 'Low',
};

/**
 * The priority that the header asks for: X-Priority (1 to 5), where there is none Importance (RFC 4021 §2.1.54), and else
 * Priority (§2.1.55). What says nothing of the kind is Normal.
 */
export function statedPriority(header: HeaderBlock): Priority {
  const number = header.first('X-Priority');
  if (number !== undefined) return numberedPriority(number);
  return namedPriority(header.first('Importance') ?? header.first('Priority') ?? '');
}

/** What a reader sees as the importance: Importance, where there is none X-Priority, which says the same in many programs. */
export function statedImportance(header: HeaderBlock): Priority {
  const name = header.first('Importance');
  return name === undefined ? numberedPriority(header.first('X-Priority') ?? '') : namedPriority(name);
}

function numberedPriority(value: string): Priority {
  return numbered[/^\s*([1-5])(?!\d)/.exec(value)?.[1] ?? ''] ?? 'Normal';
}

function namedPriority(value: string): Priority {
  return named[value.trim().toLowerCase()] ?? 'Normal';
}
