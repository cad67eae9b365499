import { FailureReport } from './start-failure.js';

function reasonOf(...lines: string[]): string {
  const report = new FailureReport();
  for (const line of lines) report.read(line);
  return report.reason;
}

describe('why a process cannot start', () => {
  it('names the port that is taken', () => {
    expect(
      reasonOf(
        'node:events:486',
        'Error: listen EADDRINUSE: address already in use 127.0.0.1:10025',
        '    at Server.setupListenHandle',
        'Node.js v24.21.0',
      ),
    ).toBe('port 10025 on 127.0.0.1 is already in use');
  });

  it('names the port that a log entry tells of', () => {
    const entry =
      '{"level":60,"msg":"x","err":{"message":"listen EADDRINUSE: address already in use :::12525","port":1}}';
    expect(reasonOf(entry)).toBe('port 12525 on :: is already in use');
  });

  it('does not repeat that it cannot start', () => {
    expect(reasonOf('{"level":"fatal","msg":"cannot start","error":{"message":"no server MBX02"}}')).toBe(
      'no server MBX02',
    );
  });

  it('prefers what was logged as an error to what follows', () => {
    expect(reasonOf('{"level":60,"msg":"the file is broken"}', 'Node.js v24')).toBe('the file is broken');
  });

  it('prefers the error to its stack', () => {
    expect(reasonOf('TypeError: no', '    at x', 'Node.js v24')).toBe('TypeError: no');
  });

  it('says so when there was nothing', () => {
    expect(reasonOf()).toBe('it gave no reason');
  });
});
