import { z } from 'zod';

/** Where in the browser one goes on. */
export const attentionPages = [
  'queues',
  'messages',
  'operations',
  'services',
  'certificates',
  'back-pressure',
  'receive-connectors',
  'directory-sources',
] as const;

export const attentionStates = ['NeedsPerson', 'TriesAgain', 'Held'] as const;

/** Something that keeps mail from flowing, or soon will. */
export const attentionItem = z
  .object({
    id: z.string().describe('Code and subject.'),
    code: z.string().describe('What kind, in kebab-case: `queue-in-retry`.'),
    subject: z.string().describe('What it is about: a queue, a connector, a certificate.'),
    service: z.string().optional().describe('Which tells of it.'),
    host: z.string().optional(),
    reason: z.string(),
    state: z
      .enum(attentionStates)
      .describe('NeedsPerson: it stays so until somebody acts. TriesAgain: by itself. Held: on purpose.'),
    since: z.number().optional().describe('Milliseconds since the epoch.'),
    next: z.string().describe('The next step, in a sentence.'),
    page: z.enum(attentionPages),
    count: z.int().optional().describe('For how many of its kind it stands.'),
  })
  .readonly();

export type AttentionItem = z.output<typeof attentionItem>;
export type AttentionPage = (typeof attentionPages)[number];
export type AttentionState = (typeof attentionStates)[number];
