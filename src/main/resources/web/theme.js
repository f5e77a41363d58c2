// Before anything is drawn: the look that was chosen here before, so that nothing flashes.
try {
  const kept = localStorage.getItem("ringback.theme");
  if (kept) document.documentElement.dataset.theme = kept;
} catch {
  // Without storage it is the system's look.
}
