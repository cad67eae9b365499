import { EventEmitter } from 'node:events';

import { StopSignals } from './stop-signals.js';

describe('signals to the launcher', () => {
  let source: EventEmitter;
  let forces: number;
  let clock: number;
  let signals: StopSignals;

  beforeEach(() => {
    source = new EventEmitter();
    forces = 0;
    clock = 1_000;
    signals = new StopSignals(source, { onForce: () => (forces += 1), now: () => clock });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])('stops at %s', async (event) => {
    expect(signals.stopping).toBe(false);
    source.emit(event);
    await signals.received;
    expect(signals.stopping).toBe(true);
  });

  it('takes a Ctrl-C that npm passes on as the same key press', () => {
    source.emit('SIGINT');
    clock += 100;
    source.emit('SIGINT');
    expect(forces).toBe(0);
  });

  it('forces at a second Ctrl-C', () => {
    source.emit('SIGINT');
    clock += 2_000;
    source.emit('SIGINT');
    expect(forces).toBe(1);
    expect(signals.forced).toBe(true);
  });

  it('does not force when SIGTERM is repeated', () => {
    source.emit('SIGTERM');
    clock += 2_000;
    source.emit('SIGTERM');
    expect(forces).toBe(0);
  });
});
