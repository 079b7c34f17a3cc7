// Runs before the first paint, so that a chosen theme never flashes the other one. Cached for good: a change needs a new name.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('vitrine.color-scheme');
  } catch {
    /* storage is switched off: follow the system */
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
