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
  // That one is of connectors alone.
  [{ MAILYARD_BIND_ADDRESS: '*' }, 'http://127.0.0.1:18080'],
  [{ MAILYARD_WEB_BIND_ADDRESS: '::1' }, 'http://[::1]:18080'],
])('with %j the API is at %s', async (environment, origin) => {
  const { url, login } = await findApi({ ...environment, ...withPassword });
  expect([url.origin, login]).toEqual([origin, { by: 'password', user: 'admin', password: 'p' }]);
});

describe('the Edge of this machine', () => {
  it.each([
    [{}, 'http://127.0.0.1:28080'],
    [{ MAILYARD_PORT_OFFSET: '0' }, 'http://127.0.0.1:8080'],
    [{ MAILYARD_WEB_BIND_ADDRESS: '*' }, 'https://127.0.0.1:28080'],
  ])('with %j is at %s', async (environment, origin) => {
    const { url, isEdge, trust } = await findApi({ ...environment, ...withPassword }, { isEdge: true });
    expect([url.origin, isEdge]).toEqual([origin, true]);
    expect(trust?.names[0]).toBe(origin.startsWith('https:') ? 'edge01.contoso.com' : undefined);
  });

  it('is meant by whoever has its settings around, unless another address is said', async () => {
    const environment = { ...withPassword, MAILYARD_SERVER_ROLE: 'Edge' };
    expect((await findApi(environment)).url.port).toBe('28080');
    const elsewhere = { connectionUri: 'http://127.0.0.1:18080' };
    expect(await findApi(environment, elsewhere)).toMatchObject({ isEdge: false });
  });

  it('has its own password', async () => {
    await expect(findApi({}, { isEdge: true })).rejects.toThrow('data-edge/admin-password is not there');
  });
});

it('finds the password that was made at the first start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailyard-shell-'));
  await expect(findApi({ MAILYARD_DATA_DIR: folder })).rejects.toThrow('The login is not known');
  await writeFile(join(folder, 'admin-password'), 'made\n');
  const { login } = await findApi({ MAILYARD_DATA_DIR: folder });
  expect(login).toEqual({ by: 'password', user: 'admin', password: 'made' });
  const elsewhere = { connectionUri: 'https://mbx02.contoso.com:8080' };
  await expect(findApi({ MAILYARD_DATA_DIR: folder }, elsewhere)).rejects.toThrow('another login');
  await rm(folder, { recursive: true });
});

it.each([
  ['mbx01', '-ConnectionUri takes an address'],
  ['https://anna:secret@mbx01.contoso.com:8080', 'everybody on the machine sees it there'],
  ['http://mbx01.contoso.com:8080', 'in the clear'],
])('does not take the address %s', async (connectionUri, reason) => {
  await expect(findApi(withPassword, { connectionUri })).rejects.toThrow(reason);
});

describe('the login', () => {
  const token = (value: string) => ({ by: 'token', token: value });

  it('is a token of the environment before the password of the machine, and what is said before both', async () => {
    const environment = { ...withPassword, MAILYARD_API_TOKEN: 'mailyard_x' };
    expect((await findApi(environment)).login).toEqual(token('mailyard_x'));
    const askSecretly = (prompt: string) => Promise.resolve(`${prompt}typed`);
    expect((await findApi(environment, { userName: 'anna', askSecretly })).login).toEqual({
      by: 'password',
      user: 'anna',
      password: 'Password for user anna: typed',
    });
    expect((await findApi(environment, { asksToken: true, askSecretly })).login).toEqual(
      token('Token: typed'),
    );
  });

  it('is in a file, by option or by environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mailyard-shell-'));
    const file = join(folder, 'token');
    await writeFile(file, 'mailyard_y\n');
    expect((await findApi({}, { tokenFile: file })).login).toEqual(token('mailyard_y'));
    expect((await findApi({ MAILYARD_API_TOKEN_FILE: file })).login).toEqual(token('mailyard_y'));
    await rm(folder, { recursive: true });
    await expect(findApi({}, { tokenFile: file })).rejects.toThrow('is not there. New-ApiToken');
  });

  it('cannot be asked for where nobody sits, and is one', async () => {
    await expect(findApi({}, { userName: 'anna' })).rejects.toThrow('programs sign in with a token');
    const two = { userName: 'anna', tokenFile: 'f' };
    await expect(findApi({}, two)).rejects.toThrow('exclude each other');
  });
});

it('a one-time code goes with a password: from the environment, or asked for', async () => {
  const asked: string[] = [];
  const askSecretly = (prompt: string) => Promise.resolve(`answer ${asked.push(prompt)}`);
  const { login } = await findApi({}, { userName: 'anna', asksCode: true, askSecretly });
  expect(login).toEqual({ by: 'password', user: 'anna', password: 'answer 1', code: 'answer 2' });
  expect(asked).toEqual(['Password for user anna: ', 'One-time code: ']);
  const given = await findApi({ ...withPassword, MAILYARD_ONE_TIME_CODE: ' 123456\n' });
  expect(given.login).toMatchObject({ code: '123456' });
  await expect(findApi({ MAILYARD_API_TOKEN: 't' }, { asksCode: true })).rejects.toThrow('needs no');
});
