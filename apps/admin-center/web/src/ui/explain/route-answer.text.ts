import { catalogue } from '../../text/index.js';

export const routeAnswerTexts = catalogue({
  en: {
    group: 'The recipient is the group {group}; each member goes its way.',
    routed: 'Goes to a queue',
    failed: 'Fails',
    unreachable: 'Waits in Unreachable',
    deliveryType: 'Delivery type',
    nextHop: 'Next hop',
    said: 'What is said',
    because: 'Because',
    winner: 'By this connector',
    losers: 'Why by no other',
    server: 'Decided at',
  },
  de: {
    group: 'Der Empfänger ist die Gruppe {group}; jedes Mitglied geht seinen Weg.',
    routed: 'Kommt in eine Warteschlange',
    failed: 'Scheitert',
    unreachable: 'Wartet in Unreachable',
    deliveryType: 'Zustellart',
    nextHop: 'Nächster Hop',
    said: 'Was gesagt wird',
    because: 'Grund',
    winner: 'Über diesen Connector',
    losers: 'Warum über keinen anderen',
    server: 'Entschieden auf',
  },
});
