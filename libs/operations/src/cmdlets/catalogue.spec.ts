import { serverRoles } from '@mailyard/service';

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
    // Two would take the same object for two things, as Get-Message did with a queue.
    expect(parameters.filter(({ pipeline }) => pipeline === 'value').length).toBeLessThan(2);
    const positions = parameters.flatMap(({ position }) => position ?? []);
    expect(positions.toSorted((one, other) => one - other)).toEqual(positions.map((_, at) => at + 1));
    // What takes something away asks before it does.
    expect(confirms || !/^(?:Remove|Uninstall)-/.test(name)).toBe(true);
    // Who asks before it acts does something.
    expect(changes || !confirms).toBe(true);
  });

  const ofBothRoles = serverRoles.flatMap((role) => cmdletCatalogue('MBX01', role).cmdlets);
  it.each(ofBothRoles.map((cmdlet) => [cmdlet.name, cmdlet] as const))(
    'Get-Help shows examples of %s, which have its parameters',
    (name, { examples, parameters }) => {
      const own = new RegExp(`(?:^|[|(;] ?)${name}(?= |$|[|)])(?<words>[^|]*)`, 'i');
      const used = examples.map(({ command }) => own.exec(command)?.groups?.['words']);
      expect(examples.map(({ description }) => description)).not.toEqual([]);
      expect(used).not.toContain(undefined);
      const bare = used.join(' ').replaceAll(/"[^"]*"|'[^']*'|\{[^}]*\}|\([^)]*\)/g, '');
      const said = [...bare.matchAll(/(?<= )-([A-Za-z]\w*)/g)].map(([, word]) => word);
      const known = [
        ...parameters.flatMap((each) => [each.name, ...(each.aliases ?? [])]),
        'Confirm',
        'WhatIf',
        'Force',
      ];
      expect(said.filter((word) => !known.includes(word ?? ''))).toEqual([]);
    },
  );

  it('a server in the pipeline is whose things are meant, for every cmdlet that can be asked for those of one', () => {
    const { cmdlets: all } = cmdletCatalogue('MBX01', 'Mailbox');
    const types = all.filter(({ name }) => /^Get-(?:Exchange|\w*Transport)(?:Server|Service)$/.test(name));
    expect(types).toHaveLength(4);
    const asked = all.filter(({ name }) => /^(?:Get|Suspend|Resume|Retry|Remove)-/.test(name));
    const whose = asked.flatMap(({ name, parameters }) =>
      parameters.filter((each) => each.name === 'Server').map((each) => [name, each.pipelineTypes] as const),
    );
    expect(whose.length).toBeGreaterThan(10);
    for (const [name, known] of whose) {
      expect([name, known]).toEqual([
        name,
        expect.arrayContaining(types.map(({ output }) => output.typeName)),
      ]);
    }
  });

  it('Get-ADPermission | Remove-ADPermission: an entry says whose rights they are, and which', () => {
    const { cmdlets: all } = cmdletCatalogue('MBX01', 'Mailbox');
    const { parameters = [] } = all.find(({ name }) => name === 'Remove-ADPermission') ?? {};
    const bound = parameters.filter(({ pipeline }) => pipeline !== undefined).map(({ name }) => name);
    expect(bound).toEqual(['Identity', 'User', 'ExtendedRights', 'Deny']);
  });

  it('is JSON, with nothing left out', () => {
    const told = cmdletCatalogue('MBX01', 'Mailbox');
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  });
});
