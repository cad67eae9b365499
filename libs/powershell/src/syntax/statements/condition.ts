import { abc, right } from 'peberminta';

import { braced } from '../operands.js';
import { blankLines, demand, pattern, production } from '../reader.js';

/** What statements have in common: something in brackets, and a body. */
export const open = right(blankLines, demand(pattern(/\(/), "Missing '(' in statement."));
export const close = right(blankLines, demand(pattern(/\)/), "Missing closing ')' in statement."));
export const body = right(blankLines, demand(braced, 'Missing statement block.'));
export const condition = abc(
  open,
  right(blankLines, demand(production('statement'), 'Missing condition in statement.')),
  close,
  (_open, value) => value,
);
