import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findApi } from './local-api.js';

const withPassword = { MAILYARD_ADMIN_PASSWORD: 'p' };

it.each([
  [{}, 'http://127.0.0.1:18080'],
  [{ MAILYARD_PORT_OFFSET: '0' }, 'http://127.0.0.1:8080'],
  [{ MAILYARD_WEB_BIND_ADDRESS: '*' }, 'https://127.0.0.1:18080'],
  [{ MAILYARD_WEB_BIND_ADDRESS: '*', MAILYARD_WEB_TLS: 'off' }, 'http://127.0.0.1:18080'],
  [{ MAILYARD_BIND_ADDRESS: '10.1.1.1' }, 'https://10.1.1.1:18080'],
  [{ MAILYARD_WEB_BIND_ADDRESS: '::1' }, 'http://[::1]:18080'],
])('with %j the API is at %s', async (environment, origin) => {
  const { url, user, password } = await findApi({ ...environment, ...withPassword }, undefined);
  expect([url.origin, user, password]).toEqual([origin, 'admin', 'p']);
});

it('finds the password that was made at the first start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailyard-shell-'));
  await expect(findApi({ MAILYARD_DATA_DIR: folder }, undefined)).rejects.toThrow('The login is not known');
  await writeFile(join(folder, 'admin-password'), 'made\n');
  expect((await findApi({ MAILYARD_DATA_DIR: folder }, undefined)).password).toBe('made');
  await rm(folder, { recursive: true });
});

it('takes an address that is no address for none', async () => {
  await expect(findApi(withPassword, 'mbx01')).rejects.toThrow('-ConnectionUri takes an address');
});
