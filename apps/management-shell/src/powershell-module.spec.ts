import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { parse } from '@mailyard/powershell';
import { Language, Parser, type Node } from '@vscode/tree-sitter-wasm';

const files = ['Connection.ps1', 'Mailyard.psm1', 'Mailyard.psd1'];

async function textOf(name: string): Promise<string> {
  const file = new URL(`../../../deploy/powershell/${name}`, import.meta.url);
  return (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
}

/** No PowerShell is there where this is tested: the grammar of the shell reads the module, and that of editors. */
describe('the PowerShell module is PowerShell', () => {
  it.each(files)('%s, for our grammar', async (name) => {
    expect(parse(await textOf(name)).statements.length).toBeGreaterThan(0);
  });

  it.each(files)('%s, for the grammar of tree-sitter', async (name) => {
    const parser = await powershellParser();
    expect(mistakesIn(parser, await textOf(name))).toEqual([]);
    expect(mistakesIn(parser, `${await textOf(name)}\nfunction {`)).not.toEqual([]);
  });

  it('has a function for every cmdlet that it exports, with help', async () => {
    const module = await textOf('Mailyard.psm1');
    const functions = parse(module).statements.flatMap((one) => (one.kind === 'function' ? [one] : []));
    const namesIn = (text: string) => [...text.matchAll(/^ {4}'([\w-]+)',?$/gm)].map(([, name]) => name);
    const exported = namesIn(await textOf('Mailyard.psd1'));
    expect(namesIn(module.slice(module.indexOf('Export-ModuleMember')))).toEqual(exported);
    const byHand = ['Connect-Mailyard', 'Disconnect-Mailyard', 'AssembleMessage'];
    expect([...byHand, ...functions.map(({ name }) => name)]).toEqual(exported);
    const unhelpful = functions.filter(({ body }) => !/\.SYNOPSIS.*\.EXAMPLE/s.test(body.text));
    expect(unhelpful.map(({ name }) => name)).toEqual([]);
    expect(
      functions.find(({ name }) => name === 'New-ReceiveConnector')?.body.parameters?.parameters.length,
    ).toBeGreaterThan(30);
  });
});

async function powershellParser(): Promise<Parser> {
  await Parser.init();
  const grammar = '@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm';
  const language = await Language.load(fileURLToPath(import.meta.resolve(grammar)));
  return new Parser().setLanguage(language);
}

/** Lines that are no PowerShell. */
function mistakesIn(parser: Parser, text: string): readonly string[] {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('nothing was parsed');
  return mistakesBelow(tree.rootNode);
}

function mistakesBelow(node: Node): readonly string[] {
  if (node.isError || node.isMissing) return [`${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`];
  return node.hasError ? node.children.flatMap((child) => (child === null ? [] : mistakesBelow(child))) : [];
}
