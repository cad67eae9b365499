import { remembered } from './remembered.js';

it('asks once for each text, also when there is nothing to tell', () => {
  const asked: string[] = [];
  const of = remembered((text) => {
    asked.push(text);
    return text === 'none' ? undefined : text.length;
  });
  expect(['one', 'none', 'one', 'none'].map(of)).toEqual([3, undefined, 3, undefined]);
  expect(asked).toEqual(['one', 'none']);
});

it('keeps a bounded number', () => {
  let asked = 0;
  const of = remembered((text) => {
    asked += 1;
    return text;
  });
  for (let index = 0; index < 10_001; index += 1) of(String(index));
  of('10000');
  expect(asked).toBe(10_001);
  of('0');
  expect(asked).toBe(10_002);
});
