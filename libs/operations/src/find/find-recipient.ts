import { recipientLists, type Organization, type OrganizationObjects } from '@mailyard/directory';
import { z } from 'zod';

import { listedObjects } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';
import { BestFound } from './best-found.js';
import { mayRead } from './find-object.js';
import { eachInTurns, searchedText } from './searched-text.js';

type RecipientKind = keyof typeof recipientLists;
const recipientKinds = Object.keys(recipientLists) as RecipientKind[];

const found = z
  .object({
    kind: z.enum(recipientKinds),
    guid: z.string(),
    name: z.string(),
    displayName: z.string(),
    alias: z.string(),
    primarySmtpAddress: z.string(),
    emailAddresses: z.array(z.string()).readonly(),
  })
  .readonly();
type Found = z.output<typeof found>;

type RecipientObject = OrganizationObjects[RecipientKind][number];

export const findRecipient = operation({
  name: 'Find-Recipient',
  summary:
    'Finds recipients in whose names, alias or addresses each word is, first those in which one begins with it; or all those ' +
    'that some names, aliases or addresses mean.',
  input: z.object({
    words: z.string().max(1_000).default('').describe('None: everybody.'),
    names: z
      .array(z.string().max(1_000))
      .max(1_000)
      .optional()
      .describe('Whom each means, as parameters take it; the words mean nothing then.'),
    kinds: z.array(z.enum(recipientKinds)).default(recipientKinds),
    limit: z.int().min(1).max(100).default(20).describe('Of those with the words.'),
  }),
  output: z.object({ rows: z.array(found).readonly(), total: z.int() }).readonly(),
  right: 'View-Only Recipients',
  alsoBy: ['Mail Recipients', 'Distribution Groups'],
  audit: false,
  async run({ words, names, kinds, limit }, { directory: { organization } }, caller) {
    const readable = kinds.filter((kind) => mayRead(kind, caller));
    if (names !== undefined) {
      const rows = named(names, readable, organization);
      return { rows, total: rows.length };
    }
    const wanted = words
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const best = new BestFound<() => Found>(limit);
    for (const kind of readable) {
      const list = listedObjects(kind, organization) as readonly RecipientObject[];
      await eachInTurns(list, (recipient) => {
        const rank = rankOf(wanted, recipient);
        if (rank === undefined) return;
        const key = (recipient.DisplayName ?? recipient.Name).toLowerCase();
        best.offer({ rank, key, row: () => rowOf(kind, recipient) });
      });
    }
    return { rows: best.rows.map((row) => row()), total: best.total };
  },
});

function named(
  names: readonly string[],
  kinds: readonly RecipientKind[],
  organization: Organization,
): readonly Found[] {
  const meant = new Set(names.map((name) => organization.recipientByName(name)));
  return [...meant].flatMap((recipient) => {
    const kind = kinds.find((each) => recipientLists[each] === recipient?.kind);
    return recipient === undefined || kind === undefined ? [] : rowOf(kind, recipient);
  });
}

/** Undefined: a word is nowhere in it. */
function rankOf(words: readonly string[], recipient: RecipientObject): 0 | 1 | undefined {
  const { all } = searchedText(recipient);
  if (!words.every((word) => all.includes(word))) return undefined;
  const begins = words.every(
    (word) => all.startsWith(word) || all.includes(`\n${word}`) || all.includes(` ${word}`),
  );
  return begins ? 0 : 1;
}

function rowOf(kind: RecipientKind, recipient: RecipientObject): Found {
  const { Guid, Name, DisplayName, Alias, PrimarySmtpAddress, EmailAddresses } = recipient;
  return {
    kind,
    guid: Guid,
    name: Name,
    displayName: DisplayName ?? Name,
    alias: Alias,
    primarySmtpAddress: PrimarySmtpAddress,
    emailAddresses: EmailAddresses,
  };
}
