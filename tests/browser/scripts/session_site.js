/* Notes in `heardStorage` that another tab has changed what the browser remembers of the person, and is done with it. */
export function hearStorage() {
  window.addEventListener("storage", (event) => {
    const isOurs = event.key.startsWith("intercom-destination-");
    if (isOurs && event.newValue === localStorage.getItem(event.key)) window.heardStorage = true;
  });
}
