export function shutDownThenBootAndShow() {
  Intercom("shutdown");
  Intercom("boot", { app_id: "demo" });
  Intercom("show");
}

export function bootAndShutDown() {
  Intercom("boot", { app_id: "demo" });
  Intercom("shutdown");
}
