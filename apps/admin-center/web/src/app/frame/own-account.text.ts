import { catalogue } from '../../text/index.js';

export const ownAccountTexts = catalogue({
  en: {
    password: 'Change password…',
    secondFactor: 'Second factor…',
    passwordTitle: 'Change your password',
    current: 'Current password',
    change: 'Change password',
    changeHint: 'All your sessions end, this one too: sign in again with the new password.',
    factorTitle: 'Second factor',
    factorOff:
      'Signing in needs your password alone. With a second factor it needs a code of an authenticator app as well.',
    factorOn: 'Signing in needs a code of your authenticator app.',
    begin: 'Set up',
    key: 'Key for the app',
    qr: 'QR code for the app',
    keyHint: 'Scan the code with the app, type the key into it, or open the link on the device that has it.',
    open: 'Open in an authenticator app',
    code: 'Code of the app',
    codeOrRecovery: 'Code of the app, or a recovery code',
    confirm: 'Confirm',
    turnOff: 'Turn off',
    offToast: 'Signing in needs your password alone from now on.',
    recoveryTitle: 'Recovery codes, shown once',
    recoveryText:
      'Each stands for a code once, for when the app is lost. Keep them where you keep passwords.',
    copy: 'Copy',
    copied: 'Copied.',
  },
  de: {
    password: 'Kennwort ändern…',
    secondFactor: 'Zweiter Faktor…',
    passwordTitle: 'Ihr Kennwort ändern',
    current: 'Bisheriges Kennwort',
    change: 'Kennwort ändern',
    changeHint: 'Alle Ihre Sitzungen enden, auch diese: melden Sie sich mit dem neuen Kennwort wieder an.',
    factorTitle: 'Zweiter Faktor',
    factorOff:
      'Zum Anmelden genügt Ihr Kennwort. Mit einem zweiten Faktor braucht es auch einen Code einer Authenticator-App.',
    factorOn: 'Zum Anmelden braucht es einen Code Ihrer Authenticator-App.',
    begin: 'Einrichten',
    key: 'Schlüssel für die App',
    qr: 'QR-Code für die App',
    keyHint:
      'Lesen Sie den Code mit der App, tippen Sie den Schlüssel hinein, oder öffnen Sie den Link auf dem Gerät, das sie hat.',
    open: 'In einer Authenticator-App öffnen',
    code: 'Code der App',
    codeOrRecovery: 'Code der App oder ein Wiederherstellungscode',
    confirm: 'Bestätigen',
    turnOff: 'Ausschalten',
    offToast: 'Zum Anmelden genügt von nun an Ihr Kennwort.',
    recoveryTitle: 'Wiederherstellungscodes, einmal gezeigt',
    recoveryText:
      'Jeder steht einmal für einen Code, falls die App verloren geht. Bewahren Sie sie auf, wo Sie Kennwörter aufbewahren.',
    copy: 'Kopieren',
    copied: 'Kopiert.',
  },
});
