import { groupsOf, messageProperties, type MessageProperty } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';
import { findSearch, searchIdentity } from './message-search.js';

export const getSearchGroups = operation({
  name: 'Get-MessageSearchGroup',
  summary: 'Counts what a search has found by any property: the fifty largest groups, and the rest.',
  input: z.object({
    search: searchIdentity,
    by: z.enum(Object.keys(messageProperties) as MessageProperty[]),
  }),
  output: z
    .object({
      groups: z
        .array(z.object({ value: z.union([z.string(), z.number()]), messages: z.int() }).readonly())
        .readonly(),
      others: z.object({ groups: z.int(), messages: z.int() }).readonly(),
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  run: ({ search, by }, context) => Promise.resolve(groupsOf(findSearch(search, context), by)),
});
