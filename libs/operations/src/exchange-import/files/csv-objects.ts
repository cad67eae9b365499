import { parseCsv, PSObject } from '@mailyard/powershell';

const delimiters = [',', ';', '\t', '|'] as const;

/** The rows of a CSV file of Export-Csv or Excel, whose separator follows the country that Excel is set to. */
export function csvObjects(source: string): readonly PSObject[] {
  const { typeName, text } = withoutType(source);
  const { delimiter, table } = withoutSeparator(text);
  const typeNames = typeName === '' ? {} : { typeNames: [typeName] };
  return parseCsv(table, { delimiter }).map(({ properties }) => new PSObject(properties, typeNames));
}

/** Export-Csv of Windows PowerShell says in the first line what the objects were. */
function withoutType(text: string): { readonly typeName: string; readonly text: string } {
  const [line = '', typeName = ''] = /^#TYPE[ \t]+(\S+)[^\n]*\n?/.exec(text) ?? [];
  return { typeName, text: text.slice(line.length) };
}

/** `sep=;` in front is Excel's own word for it; else the one that the header has most of. */
function withoutSeparator(text: string): { readonly delimiter: string; readonly table: string } {
  const [line = '', said] = /^"?sep=(.)"?[^\n]*\n/i.exec(text) ?? [];
  if (said !== undefined) return { delimiter: said, table: text.slice(line.length) };
  const header = text.slice(0, Math.max(0, text.indexOf('\n'))).replaceAll(/"[^"]*"/g, '');
  const [delimiter] = delimiters.toSorted((one, other) => countOf(header, other) - countOf(header, one));
  return { delimiter: delimiter ?? ',', table: text };
}

function countOf(text: string, char: string): number {
  return text.split(char).length;
}
