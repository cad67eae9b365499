import { TestClient } from '@mailyard/testing';

/** A client of a Front End that has sent MAIL and RCPT and was told 250 for all of it. */
export async function clientAt(port: number): Promise<TestClient> {
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  await client.ehlo();
  await envelope(client);
  return client;
}

export async function envelope(client: TestClient): Promise<void> {
  await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await client.command('RCPT TO:<bob@contoso.com>', /^250 /);
}

export const content = 'Subject: hello\r\n\r\nhello\r\n';
