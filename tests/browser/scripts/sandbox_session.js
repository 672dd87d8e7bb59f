export function shutDownThenBootAndShow() {
  Intercom("shutdown");
  Intercom("boot", { app_id: "demo" });
  Intercom("show");
}

export function bootAndShutDown() {
  Intercom("boot", { app_id: "demo" });
  Intercom("shutdown");
}

export function callBeforeAnswerThenShutDown(method) {
  Intercom("boot", { app_id: "demo" });
  Intercom(method, "one");
  Intercom("shutdown");
}
