import { logGroups, logPartOf, logPaths } from './log-groups.js';

it('a log that can be switched off has its switch first; the others are switched off by an empty path', () => {
  expect(logGroups('Frontend')).toEqual([
    {
      log: 'Connectivity',
      names: [
        'FrontendConnectivityLogEnabled',
        'FrontendConnectivityLogPath',
        'FrontendConnectivityLogMaxAge',
        'FrontendConnectivityLogMaxFileSize',
        'FrontendConnectivityLogMaxDirectorySize',
      ],
    },
    {
      log: 'SendProtocol',
      names: expect.not.arrayContaining(['FrontendSendProtocolLogEnabled']) as string[],
    },
    { log: 'ReceiveProtocol', names: expect.any(Array) as string[] },
    { log: 'Agent', names: expect.arrayContaining(['FrontendAgentLogEnabled']) as string[] },
  ]);
});

it.each([
  ['FrontendAgentLogPath', { log: 'Agent', part: 'Path' }],
  ['MessageTrackingLogEnabled', { log: 'MessageTracking', part: 'Enabled' }],
  ['MailboxReceiveProtocolLogMaxAge', { log: 'ReceiveProtocol', part: 'MaxAge' }],
  ['IntraOrgConnectorProtocolLoggingLevel', undefined],
])('%s is that part of its log', (name, part) => {
  expect(logPartOf(name)).toEqual(part);
});

it.each([
  [undefined, '', null],
  ['', '""', ''],
  ['/var/log/send', '/var/log/send', '/var/log/send'],
])('the path %p stands as %s', (value, text, said) => {
  const shown = logPaths['SendProtocolLogPath'];
  expect(shown?.toText(value)).toBe(text);
  expect(shown?.toValue(text)).toBe(said);
});
