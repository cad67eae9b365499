import type { Catalogue } from '../catalogue.js';

export const causes: Catalogue['causes'] = {
  'unknown-recipient': {
    why: 'Die angegebene E-Mail-Adresse wurde nicht gefunden.',
    advice:
      'Bitte prüfen Sie die Adresse des Empfängers und senden Sie die Nachricht noch einmal. Bleibt das Problem bestehen, wenden Sie sich bitte an Ihren E-Mail-Administrator.',
  },
  'unknown-domain': {
    why: 'Den Teil der Adresse hinter dem @ gibt es nicht, oder es ist kein Weg dorthin bekannt.',
    advice: 'Bitte prüfen Sie die Adresse auf einen Tippfehler und senden Sie die Nachricht noch einmal.',
  },
  'no-mail-domain': {
    why: 'Der Teil der Adresse hinter dem @ erklärt von sich selbst, dass er keine E-Mail annimmt.',
    advice:
      'Bitte prüfen Sie die Adresse auf einen Tippfehler, oder erreichen Sie den Empfänger auf anderem Weg.',
  },
  'reserved-domain': {
    why: 'Der Teil der Adresse hinter dem @ ist unvollständig oder für Beispiele und Tests reserviert.',
    advice:
      'Bitte fragen Sie den Empfänger nach der vollständigen Adresse und senden Sie die Nachricht noch einmal.',
  },
  'recipient-address': {
    why: 'Die E-Mail-Adresse des Empfängers ist nicht richtig.',
    advice: 'Bitte prüfen Sie die Adresse und senden Sie die Nachricht noch einmal.',
  },
  'sender-refused': {
    why: 'Das E-Mail-System des Empfängers nimmt von Ihrer E-Mail-Adresse keine Nachrichten an.',
    advice:
      'Bitte prüfen Sie, von welcher Adresse Sie senden, oder wenden Sie sich an Ihren E-Mail-Administrator.',
  },
  'mailbox-refuses': {
    why: 'Das Postfach des Empfängers kann keine Nachrichten annehmen.',
    advice: 'Bitte erreichen Sie den Empfänger auf anderem Weg, zum Beispiel am Telefon.',
  },
  'mailbox-full': {
    why: 'Das Postfach des Empfängers ist voll und kann zurzeit keine Nachrichten annehmen.',
    advice:
      'Bitte senden Sie die Nachricht später noch einmal, oder wenden Sie sich direkt an den Empfänger.',
  },
  'too-large-for-recipient': {
    why: 'Ihre Nachricht ist größer, als dieser Empfänger sie bekommen darf oder als Sie sie senden dürfen.',
    advice:
      'Bitte verkleinern Sie die Nachricht, zum Beispiel indem Sie Anlagen entfernen, und senden Sie sie noch einmal.',
  },
  'group-broken': {
    why: 'Die Mitglieder dieser Gruppe ließen sich nicht ermitteln.',
    advice:
      'Bitte wenden Sie sich an Ihren E-Mail-Administrator, oder schreiben Sie den Mitgliedern einzeln.',
  },
  'system-fault': {
    why: 'Das E-Mail-System konnte Ihre Nachricht nicht verarbeiten.',
    advice:
      'Bitte senden Sie sie später noch einmal. Bleibt das Problem bestehen, wenden Sie sich bitte an Ihren E-Mail-Administrator.',
  },
  'system-configuration': {
    why: 'Ein E-Mail-System auf dem Weg zum Empfänger ist nicht richtig eingerichtet.',
    advice: 'Bitte leiten Sie diese Nachricht an Ihren E-Mail-Administrator weiter.',
  },
  'message-too-large': {
    why: 'Ihre Nachricht ist zu groß, um gesendet zu werden.',
    advice: 'Bitte verkleinern Sie die Nachricht, zum Beispiel indem Sie Anlagen entfernen.',
  },
  'no-route': {
    why: 'Es wurde kein Weg zum E-Mail-System des Empfängers gefunden.',
    advice: 'Bitte wenden Sie sich an Ihren E-Mail-Administrator.',
  },
  'mail-loop': {
    why: 'Die Nachricht ist im Kreis gelaufen: Sie ging durch zu viele Server.',
    advice: 'Bitte wenden Sie sich an Ihren E-Mail-Administrator.',
  },
  protocol: {
    why: 'Das E-Mail-System des Empfängers und unseres haben einander nicht verstanden.',
    advice: 'Bitte leiten Sie diese Nachricht an Ihren E-Mail-Administrator weiter.',
  },
  'too-many-recipients': {
    why: 'Die Nachricht hat zu viele Empfänger, oder die Gruppe hat zu viele Mitglieder.',
    advice:
      'Bitte schreiben Sie weniger Empfängern auf einmal, oder wenden Sie sich an Ihren E-Mail-Administrator.',
  },
  'content-refused': {
    why: 'Der Inhalt der Nachricht hat eine Form, die das E-Mail-System des Empfängers nicht annehmen kann.',
    advice: 'Bitte senden Sie ihn in anderer Form, zum Beispiel als reinen Text ohne Anlagen.',
  },
  'characters-refused': {
    why: 'Die Adresse des Empfängers oder der Kopf der Nachricht hat Zeichen, die das E-Mail-System des Empfängers nicht annehmen kann.',
    advice:
      'Bitte fragen Sie den Empfänger nach einer Adresse in einfachen lateinischen Buchstaben, und nehmen Sie solche auch für den Betreff.',
  },
  'bare-line-feeds': {
    why: 'Das Programm, das die Nachricht geschrieben hat, beendet Zeilen auf eine Art, die das E-Mail-System des Empfängers nicht annimmt.',
    advice:
      'Bitte senden Sie die Nachricht mit einem anderen Programm, oder wenden Sie sich an Ihren E-Mail-Administrator.',
  },
  'not-permitted': {
    why: 'Ihre Nachricht wurde nicht zugestellt, weil das E-Mail-System des Empfängers es nicht erlaubt.',
    advice: 'Bitte wenden Sie sich an den Empfänger oder an Ihren E-Mail-Administrator.',
  },
  'sender-unproven': {
    why: 'Das E-Mail-System nimmt solche Nachrichten nur von angemeldeten Absendern an.',
    advice:
      'Bitte prüfen Sie die Kontoeinstellungen Ihres E-Mail-Programms, oder wenden Sie sich an Ihren E-Mail-Administrator.',
  },
  'relay-denied': {
    why: 'Das E-Mail-System, das Ihre Nachricht weitergeben sollte, ist für die Domäne des Empfängers nicht zuständig.',
    advice:
      'Bitte prüfen Sie die Adresse auf einen Tippfehler. Ist sie richtig, wenden Sie sich bitte an Ihren E-Mail-Administrator.',
  },
  'send-as-denied': {
    why: 'Sie dürfen keine Nachrichten im Namen dieses Absenders senden.',
    advice:
      'Bitte senden Sie die Nachricht von Ihrer eigenen Adresse, oder bitten Sie Ihren E-Mail-Administrator um die Erlaubnis.',
  },
  'not-a-sender-of-group': {
    why: 'An diese Gruppe dürfen nur bestimmte Absender schreiben, und Sie gehören nicht dazu.',
    advice: 'Bitte fragen Sie den Besitzer der Gruppe oder Ihren E-Mail-Administrator um Erlaubnis.',
  },
  'not-a-sender-of-recipient': {
    why: 'Dieser Empfänger nimmt nur von bestimmten Absendern Nachrichten an, und Sie gehören nicht dazu.',
    advice:
      'Bitte erreichen Sie den Empfänger auf anderem Weg, oder fragen Sie Ihren E-Mail-Administrator um Erlaubnis.',
  },
  'group-of-insiders': {
    why: 'An diese Gruppe dürfen nur angemeldete Absender ihrer eigenen Organisation schreiben.',
    advice:
      'Bitte melden Sie sich an und senden Sie die Nachricht noch einmal, oder bitten Sie den Besitzer der Gruppe, sie weiterzugeben.',
  },
  'recipient-of-insiders': {
    why: 'Dieser Empfänger nimmt nur von angemeldeten Absendern seiner eigenen Organisation Nachrichten an.',
    advice:
      'Bitte melden Sie sich an und senden Sie die Nachricht noch einmal, oder erreichen Sie den Empfänger auf anderem Weg.',
  },
  'no-required-tls': {
    why: 'Ihre Nachricht verlangt einen verschlüsselten Weg zum Empfänger (REQUIRETLS), und das E-Mail-System des Empfängers kann keinen zusagen. Unverschlüsselt wurde nichts davon gesendet.',
    advice: 'Wollen Sie die Nachricht trotzdem senden, senden Sie sie ohne diese Forderung noch einmal.',
  },
  'mail-flow-rule': {
    why: 'Eine Regel des E-Mail-Systems hat Ihre Nachricht zurückgewiesen.',
    advice:
      'Bitte wenden Sie sich an Ihren E-Mail-Administrator, wenn die Nachricht hätte zugestellt werden sollen.',
  },
  expired: {
    why: 'Die Nachricht konnte nicht rechtzeitig zugestellt werden.',
    advice:
      'Bitte senden Sie sie später noch einmal. Bleibt das Problem bestehen, wenden Sie sich bitte an Ihren E-Mail-Administrator.',
  },
  'mailbox-not-ready': {
    why: 'Das Postfach des Empfängers war nicht verfügbar.',
    advice:
      'Bitte senden Sie die Nachricht später noch einmal, oder erreichen Sie den Empfänger auf anderem Weg.',
  },
  'system-not-ready': {
    why: 'Das E-Mail-System des Empfängers war nicht bereit, die Nachricht anzunehmen.',
    advice: 'Bitte senden Sie sie später noch einmal.',
  },
  'not-reached': {
    why: 'Das E-Mail-System des Empfängers war nicht zu erreichen.',
    advice:
      'Bitte senden Sie die Nachricht später noch einmal. Bleibt das Problem bestehen, wenden Sie sich bitte an Ihren E-Mail-Administrator.',
  },
  'policy-not-yet': {
    why: 'Das E-Mail-System des Empfängers wollte die Nachricht noch nicht annehmen.',
    advice: 'Bitte senden Sie sie später noch einmal, oder erreichen Sie den Empfänger auf anderem Weg.',
  },
  temporary: {
    why: 'Das empfangende System hat ein vorübergehendes Problem.',
    advice: 'Bitte senden Sie die Nachricht später noch einmal.',
  },
  failed: {
    why: 'Ihre Nachricht konnte nicht zugestellt werden.',
    advice: 'Bleibt das Problem bestehen, wenden Sie sich bitte an Ihren E-Mail-Administrator.',
  },
};
