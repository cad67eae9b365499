import { catalogue } from '../../../text/index.js';

export const explainRouteTexts = catalogue({
  en: {
    title: 'Explain route',
    intro: 'Which way a message takes, why, and why by no other connector. Nothing is sent.',
    sender: 'Sender',
    senderHelp: 'Of MAIL FROM; empty: nobody, as of a report.',
    recipient: 'Recipient',
    recipientHelp: 'An SMTP address, or one of another type such as FAX:+49123.',
    size: 'Size',
    sizeHelp: 'Such as 10 KB or 40 MB.',
    explain: 'Explain',
  },
  de: {
    title: 'Weg erklären',
    intro:
      'Welchen Weg eine Nachricht nimmt, warum, und warum über keinen anderen Connector. Nichts wird gesendet.',
    sender: 'Absender',
    senderHelp: 'Von MAIL FROM; leer: niemand, wie bei einem Bericht.',
    recipient: 'Empfänger',
    recipientHelp: 'Eine SMTP-Adresse, oder eine anderen Typs wie FAX:+49123.',
    size: 'Größe',
    sizeHelp: 'Zum Beispiel 10 KB oder 40 MB.',
    explain: 'Erklären',
  },
});
