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

/** Which connector serves an address at port 25, and what it says to a recipient who is nobody of ours. */
export async function explained(
  port: number,
  from: string,
): Promise<{ readonly connector: string; readonly reply: string }> {
  const question = new URLSearchParams({ port: '25', from, recipient: 'kate@fabrikam.com' });
  const url = `http://127.0.0.1:${port}/api/v1/explain/connection?${question.toString()}`;
  const { winner, answer } = (await (await fetch(url, { headers })).json()) as {
    readonly winner: { readonly connector: string };
    readonly answer: { readonly reply: string };
  };
  return { connector: winner.connector, reply: answer.reply };
}

/** Does something while a connector is gone, and puts it back in place of what has come instead. */
export async function replaced(
  port: number,
  { name, instead }: { readonly name: string; readonly instead: string },
  act: () => Promise<void>,
): Promise<void> {
  const kept = (await shown(port, name)) as Record<string, unknown>;
  await removed(port, name);
  try {
    await act();
  } finally {
    await removed(port, instead);
    await put(port, kept);
  }
}

const own = /^(?:Guid|Identity|WhenCreated|WhenChanged)$/;

async function put(port: number, object: Readonly<Record<string, unknown>>): Promise<void> {
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
