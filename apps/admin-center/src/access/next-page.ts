/** The form for signing in, which leads on to the page that was asked for. */
export function signInPath(asked: string): string {
  const next = nextPage(asked);
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/** A page of this site; whatever else somebody names is the first one: nobody is led elsewhere. */
export function nextPage(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || asked.length > 2048) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(asked, here)) return '/';
  const { origin, pathname, search } = new URL(asked, here);
  const isPage =
    origin === here && !pathname.startsWith('//') && !/^\/(?:api|sign-in|sign-out)(?:\/|$)/.test(pathname);
  return isPage ? pathname + search : '/';
}
