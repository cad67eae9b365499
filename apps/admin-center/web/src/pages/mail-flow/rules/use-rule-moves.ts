import { useMutation } from '@tanstack/react-query';

import { api, objectsChanged } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { toasts } from '../../../ui/index.js';
import type { Rule } from './columns.js';
import { rulesTexts } from './rules.text.js';

/** Gives a rule another place; the server moves the others on. */
export function useRuleMoves(): (rule: Rule, place: number) => void {
  const t = useTexts(rulesTexts);
  const { mutate } = useMutation({
    mutationFn: ({ rule, place }: { readonly rule: Rule; readonly place: number }) =>
      api.transportRules.set(rule.Identity, { Priority: place }),
    onSettled: objectsChanged,
    onSuccess: (_, { rule, place }) => toasts.show(t('moved', { name: rule.Name, place })),
    onError: ({ message }) => toasts.show(message, 'bad'),
  });
  return (rule, place) => mutate({ rule, place });
}
