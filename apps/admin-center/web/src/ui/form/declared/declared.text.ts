import { catalogue } from '../../../text/index.js';

export const declaredTexts = catalogue({
  en: {
    other: 'Other',
    unlimited: 'or Unlimited',
    none: 'None.',
    item: 'Value',
    range: '{from} to {to}',
  },
  de: {
    other: 'Weiteres',
    unlimited: 'oder Unlimited',
    none: 'Keine.',
    item: 'Wert',
    range: '{from} bis {to}',
  },
});
