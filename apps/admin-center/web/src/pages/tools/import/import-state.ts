import type { InputOf, OutputOf } from '../../../api/index.js';

export type ExportContent = OutputOf<'Get-ExchangeExport'>;
export type ImportPlan = OutputOf<'Import-ExchangeConfiguration'>;
type PlanRow = ImportPlan['rows'][number];

/** A file that was dropped or chosen; nothing of it is kept anywhere else. */
export interface ChosenFile {
  readonly name: string;
  readonly base64: string;
  readonly size: number;
  /** Absent: it is looked at. */
  readonly content?: ExportContent;
  /** Why it is no export. */
  readonly wrong?: string;
}

/** What no export can know. */
export interface ImportMapping {
  /** Theirs → ours; empty: as it is. */
  readonly servers: Readonly<Record<string, string>>;
  readonly addresses: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, Login>>;
  /** What stays out, by sort and name (`SendConnector To Edge`), with its row where it was planned before. */
  readonly leftOut: ReadonlyMap<string, ImportRow | undefined>;
}

export interface Login {
  readonly UserName: string;
  readonly Password: string;
}

export const noMapping: ImportMapping = { servers: {}, addresses: {}, credentials: {}, leftOut: new Map() };

/** What becomes of an object; one that was left out stays in sight. */
export type RowOutcome = PlanRow['outcome'] | 'LeftOut';
export type ImportRow = Omit<PlanRow, 'outcome'> & { readonly outcome: RowOutcome };

export const outcomesInOrder: readonly RowOutcome[] = ['Cannot', 'Make', 'Change', 'Same', 'LeftOut'];

/** All that can be read, with what was said; the order to try or to carry out. */
export function importInput(
  files: readonly ChosenFile[],
  { servers, addresses, credentials, leftOut }: ImportMapping,
): InputOf<'Import-ExchangeConfiguration'> {
  return {
    files: files.filter(({ content }) => content !== undefined).map(({ name, base64 }) => ({ name, base64 })),
    servers: filled(servers),
    addresses: filled(addresses),
    credentials: Object.fromEntries(
      Object.entries(credentials)
        .filter(([, { Password }]) => Password !== '')
        .map(([name, { UserName, Password }]) => [
          name,
          { Password, ...(UserName.trim() !== '' && { UserName: UserName.trim() }) },
        ]),
    ),
    leaveOut: [...leftOut.keys()],
  };
}

function filled(names: Readonly<Record<string, string>>): Record<string, string> {
  const said = Object.entries(names).map(([theirs, ours]) => [theirs, ours.trim()] as const);
  return Object.fromEntries(said.filter(([, ours]) => ours !== ''));
}

export function rowKey({ file, number, noun, identity }: Omit<PlanRow, 'outcome'>): string {
  return `${file} ${number} ${noun} ${identity}`;
}

export const nameInFull = ({ noun, identity }: Pick<PlanRow, 'noun' | 'identity'>): string =>
  `${noun} ${identity}`;

/** The rows of a plan, and what was left out of it. */
export function rowsWithLeftOut(
  rows: readonly PlanRow[],
  leftOut: ImportMapping['leftOut'],
): readonly ImportRow[] {
  const known = new Set(rows.map(rowKey));
  const left = [...leftOut.values()].filter((row) => row !== undefined);
  return [
    ...rows,
    ...left.filter((row) => !known.has(rowKey(row))).map((row) => ({ ...row, outcome: 'LeftOut' as const })),
  ];
}

/** Of all files together, each once. */
export function contentOf(files: readonly ChosenFile[]) {
  const contents = files.flatMap(({ content }) => content ?? []);
  const once = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] => [
    ...new Map(items.map((item) => [keyOf(item), item])).values(),
  ];
  return {
    servers: once(
      contents.flatMap(({ servers }) => servers),
      ({ name }) => name.toLowerCase(),
    ),
    domains: once(
      contents.flatMap(({ domains }) => domains),
      ({ identity }) => identity,
    ),
    addresses: [...new Set(contents.flatMap(({ addresses }) => addresses))],
    credentials: once(
      contents.flatMap(({ credentials }) => credentials),
      ({ connector }) => connector,
    ),
  };
}

export function countsOf(rows: readonly ImportRow[]): ReadonlyMap<RowOutcome, number> {
  const counts = new Map<RowOutcome, number>();
  for (const { outcome } of rows) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}
