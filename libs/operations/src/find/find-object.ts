import { kinds, objectKinds, type DirectoryObject, type ObjectKind } from '@mailyard/directory';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { objectAccess } from '../objects/object-access.js';
import { listedObjects } from '../objects/identity/object-identity.js';
import { objectView } from '../objects/object-view.js';
import { operation, rightsFor } from '../operation.js';
import { getQueues } from '../queues/get-queues.js';
import { BestFound } from './best-found.js';
import { eachInTurns, searchedText, tellingTexts } from './searched-text.js';

const found = z
  .object({
    kind: z.string().describe('As cmdlets name it: `SendConnector`, `Mailbox`, `Queue`.'),
    name: z.string(),
    identity: z.string(),
    guid: z.string().optional().describe('Queues have none.'),
    detail: z.string().describe('What tells it from others of its name: an address, a domain.'),
  })
  .readonly();

type Found = z.output<typeof found>;

/** Where a text is found, the best first: at the beginning of the name, within it, elsewhere. */
type Rank = 0 | 1 | 2;
/** A row is made of those alone that are told. */
type Best = BestFound<() => Found>;

/** What is no object that somebody goes to. */
const unlisted: ReadonlySet<ObjectKind> = new Set([
  'Credentials',
  'TransportSettings',
  'EdgeSyncServiceConfigs',
]);

export const findObject = operation({
  name: 'Find-Object',
  summary:
    'Finds objects and queues by a part of a name, an address or a domain, among those that the caller may read.',
  input: z.object({
    text: z.string().trim().min(2).max(256).describe('Whatever the case.'),
    limit: z.int().min(1).max(100).default(20),
  }),
  output: z.object({ rows: z.array(found).readonly(), total: z.int() }).readonly(),
  right: 'View-Only Recipients',
  alsoBy: ['View-Only Configuration', 'Transport Queues'],
  audit: false,
  async run({ text, limit }, context, caller) {
    const wanted = text.toLowerCase();
    const { organization } = context.directory;
    const best: Best = new BestFound(limit);
    for (const kind of objectKinds) {
      if (unlisted.has(kind) || !mayRead(kind, caller)) continue;
      await eachInTurns(listedObjects(kind, organization), (object) => offer(best, wanted, { kind, object }));
    }
    await offerQueues(best, wanted, { context, caller });
    return { rows: best.rows.map((row) => row()), total: best.total };
  },
});

export function mayRead(kind: ObjectKind, { rights }: Caller): boolean {
  const { read, change, alsoBy } = objectAccess[kind];
  return [read, change, alsoBy].some((right) => right !== undefined && rights.has(right));
}

interface OfKind {
  readonly kind: ObjectKind;
  readonly object: DirectoryObject;
}

function offer(best: Best, wanted: string, { kind, object }: OfKind): void {
  const { name, all } = searchedText(object);
  const rank = rankOf(wanted, name, all);
  if (rank !== undefined) best.offer({ rank, key: name, row: () => rowOf(kind, object, wanted) });
}

function rowOf(kind: ObjectKind, object: DirectoryObject, wanted: string): Found {
  const { Identity, Guid, Name } = objectView(kind, object) as Readonly<Record<string, string>>;
  const texts = tellingTexts(object);
  const detail = texts.find((each) => each.toLowerCase().includes(wanted)) ?? texts[0] ?? '';
  return {
    kind: kinds[kind].noun,
    name: String(Name),
    identity: String(Identity),
    guid: String(Guid),
    detail,
  };
}

interface Asking {
  readonly context: OperationContext;
  readonly caller: Caller;
}

async function offerQueues(best: Best, wanted: string, { context, caller }: Asking): Promise<void> {
  if (!rightsFor(getQueues).some((right) => caller.rights.has(right))) return;
  await eachInTurns(await context.listedQueues.current(), ({ identity, nextHopDomain, name }) => {
    const key = nextHopDomain.toLowerCase();
    const rank = rankOf(wanted, key, identity.toLowerCase());
    if (rank === undefined) return;
    const row = { kind: 'Queue', name: nextHopDomain || name, identity, detail: identity };
    best.offer({ rank, key, row: () => row });
  });
}

/** Of texts in lower case. */
function rankOf(wanted: string, name: string, all: string): Rank | undefined {
  const at = name.indexOf(wanted);
  if (at !== -1) return at === 0 ? 0 : 1;
  return all.includes(wanted) ? 2 : undefined;
}
