import { AnswerRefused, readAnswer, type Asked } from './agent-answer.js';

const asked: Asked = {
  event: 'OnResolvedMessage',
  service: 'Hub',
  touches: ['verdict', 'headers', 'envelope', 'content'],
  recipients: ['alice@contoso.com', 'bob@contoso.com'],
};
const set = (name: string) => ({ action: 'SetHeader', name, value: 'x' });
const reject = (reply: object) => [{ action: 'RejectMessage', reply: { text: 'No', ...reply } }];
const all = [{ action: 'DeleteRecipients', recipients: asked.recipients }];

it.each([
  ['a field of the content beside the content', { replacedOctets: 5 }, [set('Content-Type'), content(5)]],
  ['SCL, in the categorizer', {}, [set('X-MS-Exchange-Organization-SCL')]],
  ['4yz', {}, reject({ code: 451 })],
  ['all recipients left out, in the categorizer', {}, all],
  ['others in their place', { event: 'OnEndOfData' }, [...all, add('x@y.example')]],
] as const)('may be answered: %s', (_, about, answer) => {
  expect(readAnswer(answer, { ...asked, ...about })).toHaveLength(answer.length);
});

it.each([
  ['a field of the content alone', {}, [set('Content-Type')]],
  ['content twice', { replacedOctets: 5 }, [content(5), content(5)]],
  ['more octets than came', { replacedOctets: 4 }, [content(5)]],
  ['content that nobody says what it is for', { replacedOctets: 4 }, []],
  ['content before there is any', { event: 'OnEndOfHeaders', replacedOctets: 5 }, [content(5)]],
  ['SCL before the header firewall', { event: 'OnEndOfHeaders' }, [set('X-MS-Exchange-Organization-SCL')]],
  ['250', {}, reject({ code: 250 })],
  ['a status of another class', {}, reject({ code: 451, status: '5.7.1' })],
  ['a text of two lines', {}, reject({ text: 'No\r\n250 Yes' })],
  ['nobody is left, in a session', { event: 'OnEndOfHeaders' }, all],
  ['recipients added in Front End', { event: 'OnEndOfHeaders', service: 'FrontEnd' }, [add('x@y.example')]],
  ['a greeting that is none', { event: 'OnConnectEvent' }, [connection(550)]],
  ['anything at the end', { event: 'OnDisconnectEvent' }, [connection(554)]],
] as const)('is refused as a whole: %s', (_, about, answer) => {
  expect(() => readAnswer(answer, { ...asked, ...about })).toThrow(AnswerRefused);
});

function content(octets: number) {
  return { action: 'ReplaceContent', octets };
}

function add(...recipients: readonly string[]) {
  return { action: 'AddRecipients', recipients };
}

function connection(code: number) {
  return { action: 'RejectConnection', reply: { code, text: 'No' } };
}
