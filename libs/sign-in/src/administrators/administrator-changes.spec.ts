import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { Administrators } from './accounts/redis-administrators.js';
import { AdministratorChanges } from './administrator-changes.js';

let redis: TestRedis;
beforeAll(async () => (redis = await startRedis()), 30_000);
afterAll(() => redis.stop());

it('what another process changes is known at once; while that cannot be heard, nothing is told from memory', async () => {
  const client = redis.client();
  const changes = new AdministratorChanges(client);
  const known = new Administrators(client, changes);
  const elsewhere = new Administrators(redis.client());
  const displayName = async () => (await known.recent('admin'))?.displayName;
  const rename = (name: string) => elsewhere.change('admin', (now) => ({ ...now, displayName: name }));
  try {
    changes.follow();
    await eventually(() => expect(changes.isHeard).toBe(true));
    await elsewhere.ensureBuiltIn();
    for (const name of ['one', 'two', 'three']) {
      // eslint-disable-next-line no-await-in-loop
      await rename(name);
      // eslint-disable-next-line no-await-in-loop
      await eventually(async () => expect(await displayName()).toBe(name), { deadlineMs: 400 });
    }
    const heard: boolean[] = [];
    changes.onChange(() => heard.push(changes.isHeard));
    await client.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await eventually(() => expect(heard).toContain(false));
    await rename('four');
    expect(await displayName()).toBe('four');
    await eventually(() => expect(changes.isHeard).toBe(true));
    await rename('five');
    await eventually(async () => expect(await displayName()).toBe('five'), { deadlineMs: 400 });
  } finally {
    changes.close();
  }
});
