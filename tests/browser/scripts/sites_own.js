export function installOwnMessenger() {
  window.seen = [];
  window.Intercom = (...args) => {
    seen.push(args);
  };
  window.sitesOwn = window.Intercom;
}

export function shutDownAndDropCookie() {
  // biome-ignore lint/suspicious/noDocumentCookie: it is how Intercom's Messenger does it.
  document.cookie = "intercom-session-demo=; max-age=0";
  Intercom("shutdown");
}
