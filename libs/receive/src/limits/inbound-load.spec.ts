import { InboundLoad, type LoadReport } from './inbound-load.js';

let now: number;
const replica = () => new InboundLoad(() => now);
const sent = (report: LoadReport): LoadReport => JSON.parse(JSON.stringify(report)) as LoadReport;

beforeEach(() => {
  now = 0;
});

it('alone there is nothing to gather, and nobody is called', () => {
  const load = replica();
  load.onChange = () => {
    throw new Error('there is nobody to be told');
  };
  load.enter('c');
  load.spend('r');
  expect(load.report({ full: false })).toEqual({ full: false, sessions: [], spent: [] });
  expect(load.report({ full: true }).sessions).toEqual([['c', 1]]);
});

describe('two replicas', () => {
  it('know of each other’s sessions by a full report and by changes', () => {
    const [a, b] = [replica(), replica()];
    a.enter('c');
    a.enter('d');
    expect(b.hear('a', sent(a.report({ full: true })))).toBe(true);
    expect(a.hear('b', sent(b.report({ full: true })))).toBe(true);
    b.enter('c');
    expect([b.sessions('c'), b.sessions('d')]).toEqual([2, 1]);
    let changes = 0;
    a.onChange = () => {
      changes += 1;
    };
    a.enter('c');
    a.leave('d');
    expect(changes).toBe(2);
    expect(b.hear('a', sent(a.report({ full: false })))).toBe(false);
    expect([b.sessions('c'), b.sessions('d')]).toEqual([3, 0]);
    expect(a.report({ full: false }).sessions).toEqual([]);
  });

  it('a full report heals what was lost', () => {
    const [a, b] = [replica(), replica()];
    a.hear('b', b.report({ full: true }));
    b.hear('a', a.report({ full: true }));
    a.enter('c');
    a.report({ full: false }); // lost on its way
    expect(b.sessions('c')).toBe(0);
    b.hear('a', sent(a.report({ full: true })));
    expect(b.sessions('c')).toBe(1);
    a.leave('c');
    a.report({ full: false });
    b.hear('a', sent(a.report({ full: true })));
    expect(b.sessions('c')).toBe(0);
  });

  it('share what is spent of a rate, once', () => {
    const [a, b] = [replica(), replica()];
    a.hear('b', b.report({ full: true }));
    b.hear('a', a.report({ full: true }));
    a.spend('r');
    a.spend('r');
    b.spend('r');
    b.hear('a', sent(a.report({ full: false })));
    b.hear('a', sent(a.report({ full: true })));
    expect([b.spent('r'), a.spent('r')]).toEqual([3, 2]);
  });

  it('the sessions of one that is silent are no more; what it spent stays spent', () => {
    const [a, b] = [replica(), replica()];
    a.hear('b', b.report({ full: true }));
    a.enter('c');
    a.spend('r');
    b.hear('a', sent(a.report({ full: true })));
    now = 5000;
    b.forgetSilent(5000);
    expect(b.sessions('c')).toBe(1);
    now = 5001;
    b.forgetSilent(5000);
    expect([b.sessions('c'), b.spent('r')]).toEqual([0, 1]);
  });
});
