/** The source of an agent that does as the subject says; `liar` answers what it was not asked. */
export const misbehavingAgent = `
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const deeds = {
  header: () => [{ action: 'AddHeader', name: 'X-Seen', value: 'yes' }],
  nothing: () => undefined,
  throw: () => { throw new Error('out of order'); },
  crash: () => process.exit(3),
  abort: () => process.abort(),
  hang: () => { for (;;); },
  never: () => new Promise(() => undefined),
  leak: async () => { for (const held = []; ; await pause(1)) held.push(Buffer.alloc(1e6, 1)); },
  flood: async () => { for (let at = 0; at < 5_000; at += 1) console.log('x'.repeat(1_000)); return []; },
  nonsense: () => ({ recipients: 'all of them' }),
  unknown: () => [{ action: 'SendSpam' }],
  forged: () => [{ action: 'SetHeader', name: 'X-MS-Exchange-Organization-AuthAs', value: 'Internal' }],
  folded: () => [{ action: 'AddHeader', name: 'X-Seen', value: 'a\\r\\nBcc: x@y.example' }],
  undeclared: () => [{ action: 'AddRecipients', recipients: ['x@y.example'] }],
  stranger: () => [{ action: 'RejectRecipients', recipients: ['x@y.example'], reply: { text: 'no' } }],
  huge: () => [{ action: 'AddHeader', name: 'X-Seen', value: 'x'.repeat(1e6) }],
  secrets: () => [{ action: 'AddHeader', name: 'X-Seen', value: JSON.stringify(process.env) }],
  files: async () => {
    const { readFileSync } = await import('node:fs');
    return [{ action: 'AddHeader', name: 'X-Seen', value: String(readFileSync('/etc/hostname')).trim() }];
  },
  program: async () => { (await import('node:child_process')).execFileSync('/bin/true'); },
};
export default {
  OnResolvedMessage: ({ message }) => deeds[message.headers[0].value](message),
};
export const liar = {
  async OnResolvedMessage({ message }) {
    const { Socket } = await import('node:net');
    const text = Buffer.from(JSON.stringify({ call: 999, actions: [] }));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const { writeSync } = await import('node:fs');
    writeSync(3, Buffer.concat([length, text]));
    await pause(60_000);
  },
};
`;
