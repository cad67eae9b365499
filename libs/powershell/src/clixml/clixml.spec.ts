import { toJson } from '../values/json.js';
import { memberOf } from '../values/members.js';
import { textOf } from '../values/text.js';
import {
  ByteSize,
  Credential,
  Hashtable,
  NamedValue,
  Properties,
  PSObject,
  TimeSpan,
  type Value,
} from '../values/value.js';
import { ClixmlError, readClixml } from './read-clixml.js';
import { writeClixml } from './write-clixml.js';

/** In the shape that Exchange's own shell writes. */
const exported = `\ufeff<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0">
    <TN RefId="0"><T>Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector</T><T>System.Object</T></TN>
    <ToString>EX01\\Relay</ToString>
    <Props>
      <Obj N="AuthMechanism" RefId="1">
        <TN RefId="1"><T>Microsoft.Exchange.AuthMechanisms</T><T>System.Enum</T></TN>
        <ToString>Tls, BasicAuth</ToString><I32>5</I32>
      </Obj>
      <S N="Banner"></S>
      <Obj N="Bindings" RefId="2">
        <TN RefId="2"><T>Microsoft.Exchange.Data.MultiValuedProperty\`1[[IPBinding]]</T></TN>
        <LST>
          <Obj RefId="3">
            <TN RefId="3"><T>Microsoft.Exchange.Data.IPBinding</T></TN>
            <ToString>0.0.0.0:25</ToString>
            <Props><I32 N="Port">25</I32></Props>
            <MS><BA N="SerializationData">AAEAAAD</BA></MS>
          </Obj>
          <Obj RefId="4"><TNRef RefId="3" /><ToString>[::]:25</ToString><Props><I32 N="Port">25</I32></Props></Obj>
        </LST>
      </Obj>
      <Obj N="MaxInboundConnectionPerSource" RefId="5">
        <TN RefId="4"><T>Microsoft.Exchange.Data.Unlimited\`1[[System.Int32]]</T></TN>
        <ToString>Unlimited</ToString><Props><B N="IsUnlimited">true</B></Props>
      </Obj>
      <Obj N="MaxProtocolErrors" RefId="6">
        <TNRef RefId="4" /><ToString>5</ToString><Props><B N="IsUnlimited">false</B><I32 N="Value">5</I32></Props>
      </Obj>
      <Obj N="MaxMessageSize" RefId="7">
        <TN RefId="5"><T>Microsoft.Exchange.Data.ByteQuantifiedSize</T></TN>
        <ToString>36 MB (37,748,736 bytes)</ToString><MS><BA N="SerializationData">AAEA</BA></MS>
      </Obj>
      <Obj N="ConnectionTimeout" RefId="8">
        <TN RefId="6"><T>Microsoft.Exchange.Data.EnhancedTimeSpan</T></TN>
        <ToString>1.00:10:00</ToString><Props><I32 N="Days">1</I32></Props>
      </Obj>
      <Nil N="DefaultDomain" />
      <DT N="WhenChanged">2021-08-21T10:43:54+02:00</DT>
      <G N="Guid">75d6aeb5-cd4a-4c58-ab2c-76304ea198ab</G>
      <S N="Comment">line one_x000D__x000A_line _x005F_two &amp; three</S>
      <Ref N="First" RefId="3" />
    </Props>
    <MS><S N="PSComputerName">ex01</S></MS>
  </Obj>
</Objs>`;

const member = (value: Value | undefined, name: string) => memberOf(value ?? null, name);

describe('what Exchange exports', () => {
  const [connector] = readClixml(exported);

  it.each([
    ['AuthMechanism', 'Tls, BasicAuth'],
    ['Bindings', '0.0.0.0:25 [::]:25'],
    ['MaxInboundConnectionPerSource', 'Unlimited'],
    ['MaxProtocolErrors', '5'],
    ['MaxMessageSize', '36 MB (37,748,736 bytes)'],
    ['ConnectionTimeout', '1.00:10:00'],
    ['DefaultDomain', ''],
    ['Guid', '75d6aeb5-cd4a-4c58-ab2c-76304ea198ab'],
    ['Comment', 'line one\r\nline _two & three'],
    ['First', '0.0.0.0:25'],
    ['PSComputerName', 'ex01'],
  ])('%s is %s', (name, text) => {
    expect(textOf(member(connector, name))).toBe(text);
  });

  it('has types that can be calculated with', () => {
    expect(member(connector, 'MaxMessageSize')).toEqual(new ByteSize(37_748_736));
    expect(member(connector, 'ConnectionTimeout')).toEqual(new TimeSpan(87_000_000));
    expect(member(connector, 'WhenChanged')).toEqual(new Date('2021-08-21T08:43:54Z'));
    expect(member(connector, 'AuthMechanism')).toEqual(
      new NamedValue('Microsoft.Exchange.AuthMechanisms', 'Tls, BasicAuth', 5),
    );
    expect(textOf(connector ?? null)).toBe('EX01\\Relay');
  });

  it('leaves SerializationData out', () => {
    expect(member((member(connector, 'Bindings') as Value[])[0], 'SerializationData')).toBeNull();
  });

  it('is the same after it was written and read again', () => {
    const again = readClixml(writeClixml([connector ?? null], 5));
    expect(toJson(again, 9)).toEqual(toJson([connector ?? null], 9));
  });
});

describe('what is written is read again', () => {
  it.each<[string, Value]>([
    ['text', 'a "b" <c> & _x000A_ \n ü 🙂 \u0001'],
    ['numbers', [1, -2.5, 2 ** 40]],
    ['truth and nothing', [true, false, null]],
    ['a date', new Date('2026-11-29T19:40:00.123Z')],
    ['a time span', new TimeSpan(90_061_001)],
    [
      'a hashtable',
      new Hashtable(
        new Properties([
          ['a', 1],
          ['b', [1, 2]],
        ]),
      ),
    ],
    [
      'an object',
      new PSObject(
        new Properties([
          ['Name', 'x'],
          ['Items', ['a', 'b']],
        ]),
      ),
    ],
    ['flags', new NamedValue('Flags', 'A, B')],
  ])('%s', (_what, value) => {
    expect(readClixml(writeClixml([value], 4))).toEqual([value]);
  });

  it('writes an object once and refers to it', () => {
    const shared = new PSObject(new Properties([['Name', 'x']]));
    const text = writeClixml([[shared, shared]]);
    expect(text.match(/<Ref RefId=/g)).toHaveLength(1);
    expect(readClixml(text)).toEqual([[shared, shared]]);
  });

  it('writes no password', () => {
    expect(() => writeClixml([new Credential('app', 'secret')])).toThrow(
      'A credential is not written to a file.',
    );
  });
});

describe('what is no export is refused', () => {
  it.each([
    ['', 'no single root element'],
    ['hello', 'text outside of its elements'],
    ['<Objs><S>x</S>', 'ends within <Objs>'],
    ['<Objs><S>x</B></Objs>', 'closes <B>, which is not open within <S>'],
    ['<html></html>', 'its root is <html>'],
    ['<Objs><Nope/></Objs>', 'an element <Nope>'],
    ['<Objs><Ref RefId="7"/></Objs>', 'refers to an object 7'],
    ['<Objs><Obj><TNRef RefId="7"/></Obj></Objs>', 'refers to a type 7'],
    ['<Objs><I32>x</I32></Objs>', '"x" is no number'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><Objs><S>&b;</S></Objs>', 'has a document type'],
    ['<Objs><S>a<b</S></Objs>', 'cannot be read at character 11'],
    ['<Objs><S>&b;</S></Objs>', 'unknown reference &b;'],
    [`<Objs>${'<Obj>'.repeat(5000)}`, 'nested too deeply'],
  ])('%s', (text, reason) => {
    expect(() => readClixml(text)).toThrow(reason);
  });

  it.each(['<!--', '<![CDATA[', '<?', '<a', '<a b="'])(
    'a megabyte of what begins with %s and never ends is refused at once',
    (begin) => {
      const text = `<Objs>${begin.repeat(1_000_000 / begin.length)}`;
      const start = process.cpuUsage().user;
      expect(() => readClixml(text)).toThrow(ClixmlError);
      expect(process.cpuUsage().user - start).toBeLessThan(2_000_000);
    },
  );
});
