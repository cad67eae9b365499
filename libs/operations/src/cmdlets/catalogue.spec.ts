import { cmdlets } from './all-cmdlets.js';
import { cmdletCatalogue } from './catalogue.js';

describe('the catalogue of cmdlets', () => {
  it('names each once, as Exchange does', () => {
    const names = cmdlets.map(({ name }) => name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    const kinds = ['ReceiveConnector', 'SendConnector', 'DeliveryAgentConnector', 'ForeignConnector'];
    const more = [
      'AcceptedDomain',
      'RemoteDomain',
      'MailContact',
      'MailUser',
      'DistributionGroup',
      'TransportRule',
    ];
    const all = [...kinds, ...more, 'DynamicDistributionGroup', 'JournalRule', 'SystemMessage', 'Mailbox'];
    const wanted = all.flatMap((noun) => ['Get', 'New', 'Set', 'Remove'].map((verb) => `${verb}-${noun}`));
    expect(names).toEqual(expect.arrayContaining(wanted));
  });

  it.each(cmdlets.map((each) => [each.name, each] as const))('%s is complete', (name, cmdlet) => {
    const { synopsis, parameters, parameterSets = [], changes, confirms } = cmdlet;
    expect(name).toMatch(/^[A-Z][a-z]+-[A-Z][A-Za-z]+$/);
    expect(synopsis).toMatch(/^[A-Z].*\.$/);
    const known = parameters.map((each) => each.name);
    expect(new Set(known.map((each) => each.toLowerCase())).size).toBe(known.length);
    // Without words nothing could be said.
    const speechless = parameters.filter(({ type, values = [] }) => type === 'enum' && values.length === 0);
    expect(speechless).toEqual([]);
    expect(parameterSets.flat().filter((each) => !known.includes(each))).toEqual([]);
    const positions = parameters.flatMap(({ position }) => position ?? []);
    expect(positions.toSorted((one, other) => one - other)).toEqual(positions.map((_, at) => at + 1));
    // What takes something away asks before it does.
    expect(confirms || !/^(?:Remove|Uninstall)-/.test(name)).toBe(true);
    // Who asks before it acts does something.
    expect(changes || !confirms).toBe(true);
  });

  it('is JSON, with nothing left out', () => {
    const told = cmdletCatalogue('MBX01');
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  });
});
