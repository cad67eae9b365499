import { AgeClock } from './age-clock.js';

const hour = 3_600_000;
const start = 1_700_000_000_000;

function clock(): { time: { wall: number; monotonic: number }; ages: AgeClock } {
  const time = { wall: start, monotonic: 0 };
  return { time, ages: new AgeClock({ wall: () => time.wall, monotonic: () => time.monotonic }) };
}

describe('the clock of ages', () => {
  it('is that of the wall', () => {
    const { time, ages } = clock();
    time.wall += hour;
    time.monotonic += hour;
    expect(ages.now()).toBe(start + hour);
  });

  it('expires nothing at once when the clock is set forward, and catches up', () => {
    const { time, ages } = clock();
    time.wall += 72 * hour;
    expect(ages.now()).toBe(start);
    time.wall += hour;
    time.monotonic += hour;
    expect(ages.now()).toBe(start + 2 * hour);
    time.wall += 71 * hour;
    time.monotonic += 71 * hour;
    expect(ages.now()).toBe(time.wall);
  });

  it('follows a clock that is set back', () => {
    const { time, ages } = clock();
    time.wall -= 2 * hour;
    expect(ages.now()).toBe(start - 2 * hour);
  });
});
