import { z } from 'zod';

import { operation } from '../operation.js';
import { attentionItem } from './attention-item.js';
import { observedAttention } from './observed-attention.js';

export const getNeedsAttention = operation({
  name: 'Get-NeedsAttention',
  summary: 'What keeps mail from flowing or soon will, the worst first, each with its next step.',
  input: z.object({ limit: z.int().min(1).max(1_000).default(8) }),
  output: z
    .object({
      rows: z.array(attentionItem).readonly(),
      total: z.int().describe('Of all, whatever the limit.'),
      at: z.number().describe('When it was looked, milliseconds since the epoch.'),
    })
    .readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ limit }, context) {
    const all = await observedAttention(context);
    return { rows: all.slice(0, limit), total: all.length, at: Date.now() };
  },
});
