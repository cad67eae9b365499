import { catalogue } from '../../text/index.js';

export const declaredTexts = catalogue({
  en: {
    other: 'Other',
    inert: 'Kept for Exchange’s sake, without effect here: {names}',
    unlimited: 'or Unlimited',
    none: 'None.',
    item: 'Value',
    range: '{from} to {to}',
  },
  de: {
    other: 'Weiteres',
    inert: 'Um Exchange willen bewahrt, hier ohne Wirkung: {names}',
    unlimited: 'oder Unlimited',
    none: 'Keine.',
    item: 'Wert',
    range: '{from} bis {to}',
  },
});
