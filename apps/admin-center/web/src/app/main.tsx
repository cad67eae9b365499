import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';

import { onSessionEnd, queryClient } from '../api/index.js';
import { LocaleProvider, localeTag } from '../text/index.js';
import { usePreferences } from '../ui/index.js';
import { signInAgain } from './frame/session-end.js';
import { router } from './router.js';

// Signing in leads back to the same address, with the search and the selection in it.
onSessionEnd(signInAgain);

function App() {
  const { language, timeZone } = usePreferences();
  document.documentElement.lang = language === 'de' ? 'de' : 'en';
  return (
    <I18nProvider locale={localeTag({ language })}>
      <LocaleProvider locale={{ language, timeZone }}>
        <QueryClientProvider client={queryClient}>
          <Suspense>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </LocaleProvider>
    </I18nProvider>
  );
}

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
