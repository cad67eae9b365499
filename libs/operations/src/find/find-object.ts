import { kinds, objectKinds, type ObjectKind, type Organization } from '@mailyard/directory';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { objectAccess } from '../objects/object-access.js';
import { listedObjects } from '../objects/identity/object-identity.js';
import { objectView } from '../objects/object-view.js';
import { operation, rightsFor } from '../operation.js';
import { getQueues } from '../queues/get-queues.js';

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
interface Ranked {
  readonly rank: Rank;
  readonly row: Found;
}

/** What is no object that somebody goes to. */
const unlisted: ReadonlySet<ObjectKind> = new Set([
  'Credentials',
  'TransportSettings',
  'EdgeSyncServiceConfigs',
]);
/** By what an object is known besides its name. */
const telling = ['DisplayName', 'PrimarySmtpAddress', 'EmailAddresses', 'DomainName', 'Server'] as const;

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
    const objects = objectKinds
      .filter((kind) => !unlisted.has(kind) && mayRead(kind, caller))
      .flatMap((kind) => objectsWith(wanted, kind, organization));
    const all = [...objects, ...(await queuesWith(wanted, context, caller))];
    const best = all.toSorted(
      (one, other) => one.rank - other.rank || one.row.name.localeCompare(other.row.name),
    );
    return { rows: best.slice(0, limit).map(({ row }) => row), total: all.length };
  },
});

function mayRead(kind: ObjectKind, { rights }: Caller): boolean {
  const { read, change, alsoBy } = objectAccess[kind];
  return [read, change, alsoBy].some((right) => right !== undefined && rights.has(right));
}

function objectsWith(wanted: string, kind: ObjectKind, organization: Organization): readonly Ranked[] {
  return listedObjects(kind, organization).flatMap((object) => {
    const known = object as unknown as Readonly<Record<string, unknown>>;
    const name = String(known['Name']);
    const texts = telling.flatMap((property) => textsOf(known[property]));
    const rank = rankOf(wanted, name, texts);
    if (rank === undefined) return [];
    const { Identity, Guid } = objectView(kind, object) as {
      readonly Identity: string;
      readonly Guid: string;
    };
    const detail = texts.find((each) => each.toLowerCase().includes(wanted)) ?? texts[0] ?? '';
    return [{ rank, row: { kind: kinds[kind].noun, name, identity: Identity, guid: Guid, detail } }];
  });
}

async function queuesWith(
  wanted: string,
  context: OperationContext,
  { rights }: Caller,
): Promise<readonly Ranked[]> {
  if (!rightsFor(getQueues).some((right) => rights.has(right))) return [];
  const queues = await context.listedQueues.current();
  return queues.flatMap(({ identity, nextHopDomain, name }) => {
    const rank = rankOf(wanted, nextHopDomain, [identity]);
    return rank === undefined
      ? []
      : [{ rank, row: { kind: 'Queue', name: nextHopDomain || name, identity, detail: identity } }];
  });
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

function rankOf(wanted: string, name: string, texts: readonly string[]): Rank | undefined {
  const at = name.toLowerCase().indexOf(wanted);
  if (at !== -1) return at === 0 ? 0 : 1;
  return texts.some((text) => text.toLowerCase().includes(wanted)) ? 2 : undefined;
}
