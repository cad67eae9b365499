import { answerToWords, type Program } from './command-line.js';

const program: Program = { name: 'hub-transport', summary: 'Queues everything.' };

describe('words behind the name of a service', () => {
  it('starts without any', () => {
    expect(answerToWords(program, [])).toBeUndefined();
  });

  it.each(['--help', '-h', '-?'])('%s tells what it is and what its settings are', (word) => {
    const answer = answerToWords(program, [word]);
    expect(answer?.code).toBe(0);
    expect(answer?.text).toContain('hub-transport: Queues everything.');
    expect(answer?.text).toContain('MAILYARD_PORT_OFFSET (10000)');
  });

  it('does not start with words that it does not know', () => {
    expect(answerToWords(program, ['--port', '25'])).toStrictEqual({
      code: 2,
      text: 'hub-transport takes no words such as --port: its settings are environment variables, --help lists them',
    });
  });
});
