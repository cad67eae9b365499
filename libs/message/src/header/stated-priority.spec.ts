import { HeaderBlock } from './header-block.js';
import { statedPriority } from './stated-priority.js';

it.each([
  ['', 'Normal'],
  ['X-Priority: 1 (Highest)', 'High'],
  ['X-Priority: 2', 'High'],
  ['X-Priority: 3 (Normal)', 'Normal'],
  ['X-Priority: 4', 'Low'],
  ['X-Priority: 5 (Lowest)', 'Low'],
  ['X-Priority: 10', 'Normal'],
  ['X-Priority: soon', 'Normal'],
  ['Importance: High', 'High'],
  ['importance: low', 'Low'],
  ['Importance: normal', 'Normal'],
  ['Priority: urgent', 'High'],
  ['Priority: non-urgent', 'Low'],
  ['X-Priority: 3\r\nImportance: High', 'Normal'],
  ['Importance: Low\r\nPriority: urgent', 'Low'],
])('%j asks for %s', (fields, priority) => {
  expect(statedPriority(HeaderBlock.parse(Buffer.from(`${fields}\r\nSubject: x\r\n\r\n`)))).toBe(priority);
});
