export function hasStoredNumber(number) {
  const events = demo.run.rows.flatMap((row) => (row.kind === "stored" && row.data.stored.events) || []);
  return events.some((event) => event.metadata.number === number);
}

export async function addRecorderThenObserver() {
  for (const [src, isLibrary] of [
    ["recorder.js", true],
    ["observer.js", false],
  ]) {
    await new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `/static/${src}`;
      if (isLibrary) script.dataset.library = "";
      script.onload = resolve;
      document.head.append(script);
    });
  }
}

export function observeWidgetArriving() {
  let timers = 0;
  window.setTimeout = window.setInterval = window.requestAnimationFrame = () => (timers += 1);
  const stub = Object.assign(() => {}, { q: [["boot", { app_id: "real" }]] });
  window.Intercom = stub;
  const isItself = window.Intercom === stub;
  stub.q.push(["trackEvent", "Paid"]);
  // The page's own bundle fills up a call that waits; the widget empties the queue before it takes over.
  stub.q[0][1].user_id = "u1";
  stub.q.splice(0);
  const forwarded = [];
  window.Intercom = (...args) => forwarded.push(args);
  window.Intercom("update", { name: "Ada" });
  return [isItself, timers, forwarded, recorder.calls.map((call) => [call.method, ...call.args])];
}
