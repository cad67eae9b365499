import { demoPassword, type Site } from '../stack/site.js';

/** Orders something by the API, as another administrator does meanwhile. */
export async function order(site: Site, name: string, input: object): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${site.port(8080)}/api/v1/operations/${name}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
