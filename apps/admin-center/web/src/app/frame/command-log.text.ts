import { catalogue } from '../../text/index.js';

export const commandLogTexts = catalogue({
  en: {
    commandLog: 'Command log',
    text: 'What you have changed, the newest first, as the management shell says it. What is secret is asked for when it runs.',
    empty: 'You have changed nothing yet.',
    noWords: '{operation}: the shell has no words for it',
    copy: 'Copy',
    copyOf: 'Copy the command of {time}',
    copyAll: 'Copy all',
    copied: 'Copied.',
  },
  de: {
    commandLog: 'Befehlsprotokoll',
    text: 'Was Sie geändert haben, das Neueste zuerst, wie es die Verwaltungsshell sagt. Nach Geheimem fragt sie, wenn es läuft.',
    empty: 'Sie haben noch nichts geändert.',
    noWords: '{operation}: dafür hat die Shell keine Worte',
    copy: 'Kopieren',
    copyOf: 'Den Befehl von {time} kopieren',
    copyAll: 'Alle kopieren',
    copied: 'Kopiert.',
  },
});
