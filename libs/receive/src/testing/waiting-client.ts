import { SmtpDialogue } from '@mailyard/testing';

/** A client of a Front End that has sent MAIL and RCPT and was told 250 for all of it. */
export async function clientAt(port: number): Promise<SmtpDialogue> {
  const dialogue = await SmtpDialogue.connect(port);
  await dialogue.expect(/^220 /);
  await dialogue.ehlo();
  await envelope(dialogue);
  return dialogue;
}

export async function envelope(dialogue: SmtpDialogue): Promise<void> {
  await dialogue.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  await dialogue.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await dialogue.command('RCPT TO:<bob@contoso.com>', /^250 /);
}

export const content = 'Subject: hello\r\n\r\nhello\r\n';
