import { catalogue } from '../../text/index.js';

export const revisionTexts = catalogue({
  en: {
    restore: 'Roll back to',
    restoreTitle: 'Roll back to revision {revision}?',
    restoreText:
      'The organization becomes what it was at that revision, in one step that is a revision itself. This changes:',
    restoreNothing: 'The organization is as it was then: there is nothing to roll back.',
    restoredToast: 'The organization is as it was at revision {revision}; that is revision {now}.',
  },
  de: {
    restore: 'Zurück zu',
    restoreTitle: 'Zurück zu Revision {revision}?',
    restoreText:
      'Die Organisation wird, was sie bei dieser Revision war, in einem Schritt, der selbst eine Revision ist. Das ändert:',
    restoreNothing: 'Die Organisation ist, wie sie damals war: es gibt nichts zurückzunehmen.',
    restoredToast: 'Die Organisation ist, wie sie bei Revision {revision} war; das ist Revision {now}.',
  },
});
