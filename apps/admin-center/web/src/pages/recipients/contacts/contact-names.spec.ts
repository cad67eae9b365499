import { fullName, withNames } from './contact-names.js';

it.each([
  [{ FirstName: 'Kate', Initials: 'B', LastName: 'Wood' }, 'Kate B. Wood'],
  [{ FirstName: 'Kate', Initials: 'J. R.', LastName: 'Wood' }, 'Kate J. R. Wood'],
  [{ FirstName: ' ', Initials: '', LastName: 'Wood ' }, 'Wood'],
])('%j is called %s', (values, name) => {
  expect(fullName(values)).toBe(name);
});

describe('§2.2: first name, initials and last name fill display name and name', () => {
  const empty = { FirstName: '', Initials: '', LastName: '', DisplayName: '', Name: '' };

  it('as long as nobody has typed into these', () => {
    const first = { ...empty, ...withNames(empty, { FirstName: 'Kate' }) };
    expect(first).toMatchObject({ DisplayName: 'Kate', Name: 'Kate' });
    const named = { ...first, DisplayName: 'K. Wood' };
    expect(withNames(named, { LastName: 'Wood' })).toEqual({ LastName: 'Wood', Name: 'Kate Wood' });
  });

  it('a name has at most 64 characters', () => {
    const { DisplayName, Name } = withNames(empty, { LastName: 'x'.repeat(64), FirstName: 'Kate' });
    expect([String(DisplayName).length, String(Name).length]).toEqual([69, 64]);
  });
});
