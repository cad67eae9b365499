import { eventually } from '@mailyard/testing';

import { MachineLoad } from './machine-load.js';

let load: MachineLoad;
afterEach(() => load.stop());

function loadWith(redisCpuSeconds: () => number | undefined): { readonly asked: () => number } {
  let asked = 0;
  load = new MachineLoad(
    async () => {
      asked += 1;
      return redisCpuSeconds();
    },
    (error) => {
      throw error;
    },
  );
  return { asked: () => asked };
}

it('a Redis whose thread has no more to give is found, by whoever asks', async () => {
  loadWith(() => performance.now() / 1000);
  expect(load.busy).toBe(false);
  await eventually(() => load.busy, { what: 'the load to be known' });
});

it('while nobody asks it does not look', async () => {
  const { asked } = loadWith(() => undefined);
  const before = performance.now();
  await eventually(() => performance.now() - before > 1_200);
  expect(asked()).toBe(0);
  expect(load.busy).toBe(false);
  await eventually(() => asked() > 0);
});
