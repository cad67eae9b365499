import type { ApprovalWords } from '../approval-words.js';

export const french: ApprovalWords = {
  approve: 'Approuver',
  reject: 'Rejeter',
  title: 'Approbation requise',
  expiredTitle: 'Pas d’approbation dans le délai',
  uncountedTitle: 'Réponse non prise en compte',
  introduction: 'Un message attend votre approbation. Il est joint tel qu’il a été envoyé.',
  sender: 'De',
  recipients: 'À',
  subject: 'Objet',
  advice:
    'Ou répondez à ce message, avec Approuver ou Rejeter comme première ligne. Ce que vous écrivez sous Rejeter est communiqué à l’expéditeur.',
  deadline: (date) => `Si personne ne décide avant le ${date}, le message ne sera pas remis.`,
  expired: 'Personne n’a décidé à temps de ce message ; il n’a pas été remis.',
  uncounted: {
    decided:
      'Votre réponse n’a pas été prise en compte : une décision a déjà été prise, ou le message n’existe plus.',
    unclear:
      'Votre réponse n’a pas été comprise, et le message attend toujours. Veuillez répondre à la demande avec Approuver ou Rejeter, et rien d’autre, comme première ligne.',
    unproven:
      'Une réponse en votre nom n’a pas été prise en compte : son auteur n’était pas connecté à votre boîte aux lettres. Le message attend toujours.',
  },
};
