import { z } from 'zod';

export const searchName = z.string().trim().min(1).max(64);

export const savedSearch = z
  .object({
    name: z.string(),
    owner: z.string().describe('As its owner signs in.'),
    page: z.string(),
    text: z.string(),
    shared: z.boolean().describe('Everybody who signs in sees it.'),
    savedAt: z.number().describe('Milliseconds since the epoch.'),
  })
  .readonly();
