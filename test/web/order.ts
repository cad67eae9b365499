import { demoPassword, type Site } from '../stack/site.js';

const headers = {
  Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
  'Content-Type': 'application/json',
};

/** Orders something by the API, as another administrator does meanwhile. */
export async function order(site: Site, name: string, input: object): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${site.port(8080)}/api/v1/operations/${name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Something of the API under a path of its own: `mail-contacts`. Throws what was wrong. */
export async function request(
  site: Site,
  path: string,
  { method, body }: { readonly method: 'POST' | 'PATCH' | 'DELETE'; readonly body?: object },
): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${site.port(8080)}/api/v1/${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
