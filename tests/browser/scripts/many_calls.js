export function trackNames(count) {
  for (let i = 0; i < count; i++) analytics.track(`Event ${i}`);
}

export function trackLongEvents() {
  for (let i = 0; i < 100000; i++) analytics.track(`Event ${i}`, { text: "x".repeat(200) + i });
}

export function viewPages() {
  for (let i = 0; i < 20; i++) analytics.page();
}
