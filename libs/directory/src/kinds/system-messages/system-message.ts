import { guid, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf, type Lookup } from '../lookup.js';
import { reportLanguages } from './report-language.js';
import { readSystemText, SystemTextError } from './system-message-text.js';

const textLengthMax = 512;

/** What an administrator wants a delivery status notification to say in place of its own explanation. */
export const systemMessageSchema = z
  .strictObject({
    Guid: guid,
    DsnCode: z
      .string()
      .trim()
      .toLowerCase()
      .refine(
        (code) => /^[45]\.(?:\d{1,3}\.\d{1,3}|x\.y)$/.test(code),
        'must be an enhanced status code, such as 5.1.10, or 4.x.y or 5.x.y',
      )
      .describe('Enhanced status code; 4.x.y or 5.x.y for all of that class that have no text of their own.'),
    Internal: z.boolean().describe('For senders of the organization, or else for those outside.'),
    Language: oneOf([...reportLanguages]).describe('Of the DSNs that have the text.'),
    Text: z
      .string()
      .trim()
      .min(1)
      .max(textLengthMax)
      .superRefine((text, context) => {
        const problem = problemOf(text);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
      })
      .describe(
        `At most ${textLengthMax} characters, with the tags \`B\`, \`EM\`, \`A HREF\` (https, http, mailto), \`BR\`, \`P\` and entities.`,
      ),
  })
  .readonly();

export type SystemMessage = z.infer<typeof systemMessageSchema>;

export const systemMessageNames = identityOf<SystemMessage>(
  'system messages',
  ['Language', 'Internal', 'DsnCode'],
  (value) => value.toLowerCase(),
);

/** What an administrator says of an enhanced status code, or else of its class. */
export function systemMessageFor(
  status: string,
  reader: Pick<SystemMessage, 'Language' | 'Internal'>,
  lookup: Pick<Lookup, 'find'>,
): SystemMessage | undefined {
  for (const code of [status, `${status.slice(0, 1)}.x.y`]) {
    const name = `${reader.Language}\\${reader.Internal}\\${code}`;
    const [message] = lookup.find(systemMessageNames, name);
    if (message !== undefined) return message;
  }
  return undefined;
}

function problemOf(text: string): string | undefined {
  try {
    readSystemText(text);
    return undefined;
  } catch (error) {
    if (error instanceof SystemTextError) return error.message;
    throw error;
  }
}
