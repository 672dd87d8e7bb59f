export function resetAndLeave() {
  analytics.reset();
  dispatchEvent(new PageTransitionEvent("pagehide"));
}
