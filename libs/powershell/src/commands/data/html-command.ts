import type { CommandDefinition } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { cellText } from '../../formatting/cell.js';
import { gathered } from '../../values/gathered.js';
import { memberNames, memberOf } from '../../values/members.js';
import { textOf } from '../../values/text.js';
import { itemsOf } from '../../values/value.js';
import { inputObject, isOn, properties, switchOf, textParameter } from '../parameters.js';
import { selectionsFor } from '../objects/property-selection.js';

export const convertToHtml: CommandDefinition = {
  name: 'ConvertTo-Html',
  synopsis: 'Objects as a table of a web page.',
  parameters: [
    properties,
    { name: 'Title', type: 'string', description: 'The title of the page.', default: 'HTML TABLE' },
    { name: 'PreContent', type: 'string', multiple: true, description: 'HTML before the table.' },
    { name: 'PostContent', type: 'string', multiple: true, description: 'HTML after the table.' },
    switchOf('Fragment', 'The table alone.'),
    inputObject,
  ],
  examples: [
    { command: 'Get-Queue | ConvertTo-Html Identity,MessageCount > queues.html', description: 'A report.' },
  ],
  async *run(invocation) {
    const { parameters, frame } = invocation;
    const items = await gathered(inputOf(invocation));
    const [sample = null] = items;
    const asked = parameters.get('Property') ?? null;
    const columns =
      asked === null
        ? memberNames(sample).map((label) => ({
            label,
            of: async (item: typeof sample) => memberOf(item, label),
          }))
        : selectionsFor(asked, sample, frame);
    const rows = [`<tr>${columns.map(({ label }) => `<th>${escaped(label)}</th>`).join('')}</tr>`];
    for (const item of items) {
      const cells: string[] = [];
      for (const column of columns) cells.push(`<td>${escaped(cellText(await column.of(item)))}</td>`);
      rows.push(`<tr>${cells.join('')}</tr>`);
    }
    const given = (name: string) => itemsOf(parameters.get(name) ?? null).map(textOf);
    const body = [...given('PreContent'), '<table>', ...rows, '</table>', ...given('PostContent')];
    if (isOn(parameters, 'Fragment')) yield* body;
    else yield* page(textParameter(parameters, 'Title') ?? 'HTML TABLE', body);
  },
};

function page(title: string, body: readonly string[]): string[] {
  const head = `<head><meta charset="utf-8"><title>${escaped(title)}</title></head>`;
  return ['<!DOCTYPE html>', `<html>${head}<body>`, ...body, '</body></html>'];
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
