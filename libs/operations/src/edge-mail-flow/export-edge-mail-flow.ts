import { z } from 'zod';

import { operation } from '../operation.js';
import { ownSide } from './own-side.js';

export const exportEdgeMailFlow = operation({
  name: 'Export-EdgeMailFlow',
  summary:
    'What mail between an Edge and its organization depends on at this side, for Test-EdgeMailFlow at the other.',
  input: z.object({}),
  output: z
    .object({ fileData: z.base64().describe('Base64 of the file: JSON, without any secret.') })
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run(_, context) {
    const text = `${JSON.stringify(await ownSide(context), undefined, 2)}\n`;
    return { fileData: Buffer.from(text).toString('base64') };
  },
});
