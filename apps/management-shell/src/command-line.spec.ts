import { parseCommandLine } from './command-line.js';

it.each<[string[], object]>([
  [[], { outputFormat: 'text', isNonInteractive: false, wantsHelp: false }],
  [['-Command', 'Get-Queue', '|', 'ft'], { command: 'Get-Queue | ft' }],
  [['-c', 'Get-Queue'], { command: 'Get-Queue' }],
  [['-Command', '-'], { file: '-' }],
  [['-OutputFormat', 'JSON', '-Command', 'x'], { outputFormat: 'json', command: 'x' }],
  [['-noninteractive', '-file', 'a.ps1'], { isNonInteractive: true, file: 'a.ps1' }],
  [['--help'], { wantsHelp: true }],
  [['-conn', 'https://h'], { api: { connectionUri: 'https://h' } }],
  [['-User', 'anna'], { api: { userName: 'anna', asksToken: false } }],
  [['-Edge', '-Command', 'Get-Queue', '-Edge'], { api: { isEdge: true }, command: 'Get-Queue -Edge' }],
  [['-Command', 'x'], { api: { isEdge: false } }],
  [['-AskToken', '-NonInteractive'], { api: { asksToken: true, asksCode: false } }],
  [['-UserName', 'anna', '-One'], { api: { userName: 'anna', asksCode: true } }],
])('%j', (words, expected) => {
  expect(parseCommandLine(words)).toMatchObject(expected);
});

it.each([
  [['Get-Queue'], 'Commands come after -Command'],
  [['-Command'], '-Command needs a value'],
  [['-OutputFormat', 'xml'], 'text or json'],
  [['-No'], '-NonInteractive or -NoLogo'],
  [['-File', 'a', '-Command', 'b'], 'exclude each other'],
])('%j is refused', (words, reason) => {
  expect(() => parseCommandLine(words)).toThrow(reason);
});
