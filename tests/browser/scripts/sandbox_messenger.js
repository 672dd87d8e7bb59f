export function bootAndTrack() {
  Intercom("boot", { app_id: "demo", user_id: "ann" });
  Intercom("trackEvent", "one", { a: 1 });
}

export function updateAndBootWithoutApp() {
  Intercom("update", { user_id: "ann" });
  Intercom("boot", {});
}

export function bootFiveTimes() {
  for (let n = 0; n < 5; n++) Intercom("boot", { app_id: "demo", user_id: "ann", n });
}

export function trackAndShow() {
  Intercom("trackEvent", "lost");
  Intercom("show");
}

export function listenAndShutDown() {
  window.shown = 0;
  Intercom("onShow", () => {
    shown++;
  });
  Intercom("boot", { app_id: "demo" });
  Intercom("trackEvent", "lost");
  Intercom("shutdown");
}

export function trackManyNames() {
  for (let n = 0; n < 121; n++) Intercom("trackEvent", `event ${n}`);
}
