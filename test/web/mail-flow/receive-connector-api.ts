import { demoPassword } from '../../stack/site.js';

const pathOf = (port: number, name: string): string =>
  `http://127.0.0.1:${port}/api/v1/receive-connectors/${encodeURIComponent(`MBX01\\${name}`)}`;
const headers = {
  Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
  'Content-Type': 'application/json',
};

export async function shown(port: number, name: string): Promise<unknown> {
  return (await fetch(pathOf(port, name), { headers })).json();
}

export async function changed(port: number, name: string, parameters: object): Promise<void> {
  const answer = await fetch(pathOf(port, name), {
    method: 'PATCH',
    headers,
    body: JSON.stringify(parameters),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const own = /^(?:Guid|Identity|WhenCreated|WhenChanged)$/;

export async function put(port: number, object: Readonly<Record<string, unknown>>): Promise<void> {
  const parameters = Object.entries(object).filter(([name]) => !own.test(name));
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/receive-connectors?force=true`, {
    method: 'POST',
    headers,
    body: JSON.stringify(Object.fromEntries(parameters)),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

export async function removed(port: number, name: string): Promise<void> {
  await fetch(`${pathOf(port, name)}?force=true`, { method: 'DELETE', headers });
}
