export async function sendCalls(calls) {
  for (const [method, ...args] of calls) await analytics[method](...args);
}

/* Notes in `isBack` that this page is shown again as it was. */
export function noteBack() {
  addEventListener("pageshow", (event) => {
    window.isBack = event.persisted;
  });
}
