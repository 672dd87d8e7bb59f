export function resetAndLeave() {
  analytics.reset();
  dispatchEvent(new PageTransitionEvent("pagehide"));
}

export function resetAndViewPage() {
  analytics.reset();
  analytics.page();
}
