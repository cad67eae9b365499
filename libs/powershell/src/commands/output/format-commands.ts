import { cellText, lineText } from '../../formatting/cell.js';
import { FormatBlock } from '../../formatting/format-block.js';
import { alignmentOf } from '../../formatting/growing-table.js';
import { listLines } from '../../formatting/list.js';
import { tableLines, type Column } from '../../formatting/table.js';
import { format } from '../../operators/text-operators.js';
import type { CommandDefinition, Invocation, ParameterDefinition } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { memberNames } from '../../values/members.js';
import { Properties, PSObject, type Value } from '../../values/value.js';
import { selectionsFor, type Selection } from '../objects/property-selection.js';

const inputObject: ParameterDefinition = {
  name: 'InputObject',
  type: 'object',
  multiple: true,
  pipeline: 'value',
  description: 'The objects, where they do not come through the pipeline.',
};
const property: ParameterDefinition = {
  name: 'Property',
  type: 'object',
  multiple: true,
  position: 1,
  description: "Which properties, wildcards allowed; calculated ones as @{Name='X'; Expression={…}}.",
};
const groupBy: ParameterDefinition = {
  name: 'GroupBy',
  type: 'object',
  description: 'A property that begins a new group when it changes.',
};

export const formatTable: CommandDefinition = {
  name: 'Format-Table',
  synopsis: 'Shows objects as a table.',
  aliases: ['ft'],
  parameters: [
    property,
    {
      name: 'AutoSize',
      type: 'switch',
      description: 'Columns as wide as their content, as they are here in any case.',
    },
    { name: 'Wrap', type: 'switch', description: 'Long values take several lines.' },
    { name: 'HideTableHeaders', type: 'switch', description: 'Without the names of the columns.' },
    groupBy,
    inputObject,
  ],
  examples: [
    { command: 'Get-Queue | Format-Table Identity,MessageCount -AutoSize', description: 'Two columns.' },
  ],
  run: table,
};

export const formatList: CommandDefinition = {
  name: 'Format-List',
  synopsis: 'Shows objects with a line for each property.',
  aliases: ['fl'],
  parameters: [property, groupBy, inputObject],
  examples: [
    {
      command: 'Get-ReceiveConnector | Format-List Identity,*Enabled',
      description: 'Some properties of each.',
    },
  ],
  run: list,
};

/** What is taken of one object, in the order of the selections. */
interface Row {
  readonly selections: readonly Selection[];
  readonly values: readonly Value[];
  readonly group: string;
}

/** Its widths are known when all rows are. */
async function* table(invocation: Invocation): AsyncGenerator<Value> {
  const rows: Row[] = [];
  for await (const item of inputOf(invocation)) rows.push(await rowOf(item, invocation));
  if (rows.length > 0) yield new FormatBlock(tableLinesOf(rows, invocation.parameters), rows.map(objectOf));
}

/** As in PowerShell each object is shown before the next one is asked for. */
async function* list(invocation: Invocation): AsyncGenerator<Value> {
  let before: Row | undefined;
  for await (const item of inputOf(invocation)) {
    const row = await rowOf(item, invocation);
    const head = row.group === before?.group ? [] : [...titleLines(row.group), ''];
    yield new FormatBlock((width) => [...head, ...entryLines(row, width), ''], [objectOf(row)]);
    before = row;
  }
}

function objectOf({ selections, values }: Row): Value {
  return new PSObject(new Properties(selections.map(({ label }, i) => [label, values[i] ?? null] as const)));
}

async function rowOf(item: Value, { parameters, frame, definition }: Invocation): Promise<Row> {
  const asked = parameters.get('Property') ?? defaultProperties(item, definition.name);
  const selections = asked === null ? [plain] : selectionsFor(asked, item, frame);
  const values: Value[] = [];
  for (const selection of selections) values.push(withFormat(await selection.of(item), selection));
  const by = parameters.get('GroupBy') ?? null;
  const [grouping] = by === null ? [] : selectionsFor(by, item, frame);
  const group = grouping === undefined ? '' : `${grouping.label}: ${cellText(await grouping.of(item))}`;
  return { selections, values, group };
}

/** What has no properties is shown as it is. */
const plain: Selection = { label: 'Value', of: async (item) => item };

function defaultProperties(item: Value, command: string): Value {
  if (!(item instanceof PSObject)) return null;
  const { columns = [] } = item;
  return command === formatTable.name && columns.length > 0 ? columns : memberNames(item);
}

function withFormat(value: Value, selection: Selection): Value {
  return selection.format === undefined ? value : format(`{0:${selection.format}}`, value);
}

function entryLines({ selections, values }: Row, width: number): string[] {
  const entries = selections.map(({ label }, i) => [label, cellText(values[i] ?? null)] as const);
  return listLines(entries, width);
}

/** Objects that differ have the columns of the first. */
const tableLinesOf = (rows: readonly Row[], parameters: Properties) => (width: number) =>
  groupsOf(rows).flatMap(([title, members]) => [
    ...titleLines(title),
    '',
    ...tableLines(columnsOf(members), {
      width,
      header: parameters.get('HideTableHeaders') !== true,
      wrap: parameters.get('Wrap') === true,
    }),
    '',
  ]);

function columnsOf(rows: readonly Row[]): Column[] {
  return (rows[0]?.selections ?? []).map((selection) => {
    const values = rows.map(
      (row) => row.values[row.selections.findIndex(({ label }) => label === selection.label)] ?? null,
    );
    return {
      label: selection.label,
      alignment: selection.alignment ?? alignmentOf(values),
      width: selection.width,
      cells: values.map(lineText),
    };
  });
}

function titleLines(title: string): string[] {
  return title === '' ? [] : ['', `   ${title}`];
}

/** Rows that follow each other with the same group. */
function groupsOf(rows: readonly Row[]): (readonly [string, Row[]])[] {
  const groups: [string, Row[]][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0] === row.group) last[1].push(row);
    else groups.push([row.group, [row]]);
  }
  return groups;
}
