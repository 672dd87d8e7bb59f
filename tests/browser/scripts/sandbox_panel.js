export function bootAndShow() {
  Intercom("boot", { app_id: "demo" });
  Intercom("show");
}

export function collectMails() {
  window.mails = [];
  Intercom("onUserEmailSupplied", (mail) => mails.push(mail));
}

export function collectUnreadCounts() {
  window.counts = [];
  Intercom("onUnreadCountChange", (count) => counts.push(count));
}

export function collectShowAndHide() {
  window.seen = [];
  for (const method of ["onShow", "onHide"]) Intercom(method, () => seen.push(method));
}

export function addLauncherOfPage() {
  document.body.insertAdjacentHTML("beforeend", "<p class=chat><b>Chat</b></p>");
}

export function trackTenThousand() {
  for (let n = 0; n < 10000; n++) Intercom("trackEvent", "many", { n });
}
