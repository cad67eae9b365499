import { catalogue } from '../../text/index.js';

export const bulkTexts = catalogue({
  en: {
    title:
      '{kind, select, Remove {Remove messages} Suspend {Suspend messages} Resume {Resume messages} Retry {Retry messages now} Resubmit {Resubmit messages} other {Redirect messages}}',
    counting: 'Counting the messages…',
    noneLeft: 'None of these messages is in a queue any more.',
    messages: 'Messages',
    size: 'Size',
    received: 'Received',
    inFlight: 'Being delivered now',
    inFlightNote: 'takes effect only if this attempt fails',
    alreadyGone: 'Have left meanwhile',
    senders: 'Senders',
    domains: 'Recipient domains',
    queues: 'Queues',
    samples: 'Examples',
    samplesOf: '{count} of {total, number}, the oldest first',
    from: 'From',
    to: 'Recipients',
    subject: 'Subject',
    withNdr: 'Senders are told (NDR)',
    withoutNdr: 'Nobody is told',
    whether: 'What senders hear',
    undoFor:
      'The messages are held for {seconds} seconds first; until then everything can be undone, and no report leaves.',
    runsAtOnce: 'Begins at once, with exactly these messages. What arrives later is not touched.',
    removeWith: 'Remove {count, plural, one {# message} other {# messages}} and notify senders',
    removeWithout: 'Remove {count, plural, one {# message} other {# messages}} without notifying senders',
    orderAction:
      '{kind, select, Suspend {Suspend} Resume {Resume} Retry {Retry} Resubmit {Resubmit} other {Redirect}} {count, plural, one {# message} other {# messages}}',
    done: '{kind, select, Suspend {{count, plural, one {# message is} other {# messages are}} being suspended} Resume {{count, plural, one {# message goes} other {# messages go}} on} Retry {{count, plural, one {# message is} other {# messages are}} tried now} other {{count, plural, one {# message goes} other {# messages go}} back to Submission}}.',
    nothing: 'None of them is in a queue any more.',
    failed: 'Not done: {reason}',
    undo: 'Undo',
    suspend: 'Suspend again',
    resume: 'Resume them',
    holding: 'Removing {count, plural, one {# message} other {# messages}} in {seconds} s.',
    running: 'Removing {count, plural, one {# message} other {# messages}}: {done, number} done.',
    undone: 'Undone: {count, plural, one {# message is} other {# messages are}} as before.',
    removed: '{count, plural, one {# message is} other {# messages are}} removed.',
    removedSome:
      '{done, number} of {count, number} messages are removed; the others were not there any more, or were being delivered.',
    tooLate: 'Too late to undo: {reason}',
  },
  de: {
    title:
      '{kind, select, Remove {Nachrichten entfernen} Suspend {Nachrichten anhalten} Resume {Nachrichten fortsetzen} Retry {Nachrichten jetzt wiederholen} Resubmit {Nachrichten erneut übermitteln} other {Nachrichten umleiten}}',
    counting: 'Die Nachrichten werden gezählt…',
    noneLeft: 'Keine dieser Nachrichten ist noch in einer Warteschlange.',
    messages: 'Nachrichten',
    size: 'Größe',
    received: 'Empfangen',
    inFlight: 'Gerade in Zustellung',
    inFlightNote: 'wirkt nur, wenn dieser Versuch scheitert',
    alreadyGone: 'Inzwischen fort',
    senders: 'Absender',
    domains: 'Empfängerdomänen',
    queues: 'Warteschlangen',
    samples: 'Beispiele',
    samplesOf: '{count} von {total, number}, die ältesten zuerst',
    from: 'Von',
    to: 'Empfänger',
    subject: 'Betreff',
    withNdr: 'Absender werden benachrichtigt (NDR)',
    withoutNdr: 'Niemand wird benachrichtigt',
    whether: 'Was Absender erfahren',
    undoFor:
      'Die Nachrichten werden zuerst {seconds} Sekunden gehalten; bis dahin kann alles rückgängig gemacht werden, und kein Bericht geht ab.',
    runsAtOnce: 'Beginnt sofort, mit genau diesen Nachrichten. Was später eintrifft, bleibt unberührt.',
    removeWith:
      '{count, plural, one {# Nachricht} other {# Nachrichten}} entfernen und Absender benachrichtigen',
    removeWithout:
      '{count, plural, one {# Nachricht} other {# Nachrichten}} entfernen, ohne Absender zu benachrichtigen',
    orderAction:
      '{count, plural, one {# Nachricht} other {# Nachrichten}} {kind, select, Suspend {anhalten} Resume {fortsetzen} Retry {wiederholen} Resubmit {erneut übermitteln} other {umleiten}}',
    done: '{kind, select, Suspend {{count, plural, one {# Nachricht wird} other {# Nachrichten werden}} angehalten} Resume {{count, plural, one {# Nachricht geht} other {# Nachrichten gehen}} weiter} Retry {{count, plural, one {# Nachricht wird} other {# Nachrichten werden}} jetzt versucht} other {{count, plural, one {# Nachricht geht} other {# Nachrichten gehen}} zurück nach Submission}}.',
    nothing: 'Keine davon ist noch in einer Warteschlange.',
    failed: 'Nicht ausgeführt: {reason}',
    undo: 'Rückgängig',
    suspend: 'Wieder anhalten',
    resume: 'Fortsetzen',
    holding: '{count, plural, one {# Nachricht wird} other {# Nachrichten werden}} in {seconds} s entfernt.',
    running:
      '{count, plural, one {# Nachricht wird} other {# Nachrichten werden}} entfernt: {done, number} erledigt.',
    undone:
      'Rückgängig gemacht: {count, plural, one {# Nachricht ist} other {# Nachrichten sind}} wie zuvor.',
    removed: '{count, plural, one {# Nachricht ist} other {# Nachrichten sind}} entfernt.',
    removedSome:
      '{done, number} von {count, number} Nachrichten sind entfernt; die anderen waren nicht mehr da oder wurden gerade zugestellt.',
    tooLate: 'Zu spät: {reason}',
  },
});
