// Before the first paint: what src/app/preferences.ts has kept.
try {
  const { theme = 'system', density = 'compact' } = JSON.parse(localStorage.getItem('mailyard') ?? '{}');
  if (theme !== 'system') document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.density = density;
} catch {
  // A browser that keeps nothing for us shows what the system prefers.
}
