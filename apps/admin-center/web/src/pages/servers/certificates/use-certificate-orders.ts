import { useMutation } from '@tanstack/react-query';

import { api, queryClient, type InputOf, type OperationName, type OutputOf } from '../../../api/index.js';
import { toasts } from '../../../ui/index.js';

/** Orders something of certificates; afterwards the list is read again, `told` is said and the dialog closes. */
export function useCertificateOrder<Name extends OperationName>(
  name: Name,
  told: (output: OutputOf<Name>) => string,
  onDone: () => void,
) {
  return useMutation({
    mutationFn: (input: InputOf<Name>) => api.run(name, input),
    async onSuccess(output) {
      await queryClient.invalidateQueries({ queryKey: ['operation', 'Get-ExchangeCertificate'] });
      toasts.show(told(output));
      onDone();
    },
  });
}
