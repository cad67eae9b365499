import { originalExplanations } from '@mailyard/message';
import { z } from 'zod';

import { operation } from '../operation.js';

export const getOriginalSystemMessage = operation({
  name: 'Get-OriginalSystemMessage',
  summary:
    'Lists what notifications say of an enhanced status code where the organization has no text of its own.',
  input: z.object({}),
  output: z
    .array(z.object({ code: z.string(), language: z.string(), text: z.string() }).readonly())
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Organization Transport Settings'],
  audit: false,
  run: () => Promise.resolve(originalExplanations()),
});
