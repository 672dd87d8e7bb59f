/* Notes in `heardStorage` that another tab has changed what the browser remembers of the person, and is done with it. */
export function hearStorage() {
  window.addEventListener("storage", (event) => {
    const isOurs = event.key.startsWith("intercom-destination-");
    if (isOurs && event.newValue === localStorage.getItem(event.key)) window.heardStorage = true;
  });
}

/* What is stored is gone, by a later page's logout; then this page is shown again. */
export function comeBackAfterALogout() {
  localStorage.clear();
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}
