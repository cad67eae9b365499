import type { ApprovalWords } from '../approval-words.js';

export const german: ApprovalWords = {
  approve: 'Genehmigen',
  reject: 'Ablehnen',
  title: 'Genehmigung erforderlich',
  expiredTitle: 'Nicht rechtzeitig genehmigt',
  uncountedTitle: 'Antwort nicht gezählt',
  introduction: 'Eine Nachricht wartet auf Ihre Genehmigung. Sie ist so angehängt, wie sie gesendet wurde.',
  sender: 'Von',
  recipients: 'An',
  subject: 'Betreff',
  advice:
    'Oder antworten Sie auf diese Nachricht, mit Genehmigen oder Ablehnen als erster Zeile. Was Sie unter Ablehnen schreiben, erfährt der Absender.',
  deadline: (date) => `Wenn niemand vor ${date} entscheidet, wird die Nachricht nicht zugestellt.`,
  expired: 'Über diese Nachricht hat niemand rechtzeitig entschieden; sie wurde nicht zugestellt.',
  uncounted: {
    decided:
      'Ihre Antwort wurde nicht gezählt: Über die Nachricht ist schon entschieden, oder es gibt sie nicht mehr.',
    unclear:
      'Ihre Antwort wurde nicht verstanden, und die Nachricht wartet weiter. Bitte antworten Sie auf die Anfrage mit Genehmigen oder Ablehnen, und nichts weiter, als erster Zeile.',
    unproven:
      'Eine Antwort in Ihrem Namen wurde nicht gezählt: Gesendet hat sie niemand, der sich an Ihrem Postfach angemeldet hatte. Die Nachricht wartet weiter.',
  },
};
