/* The first thing on a page that engines are compared by: nobody is known here, and whatever is thrown or added is noted. */
for (const cookie of document.cookie.split("; ")) {
  document.cookie = `${cookie.split("=")[0]}=; path=/; max-age=0`;
}
window.thrown = [];
window.addEventListener("error", (event) => window.thrown.push(String(event.message)));
window.addEventListener("unhandledrejection", (event) => window.thrown.push(String(event.reason)));
// The page's own word that its calls are made.
window.replayed = undefined;
window.addedGlobals = undefined;
window.addedGlobals = ((before) => () =>
  // Frames are there by their numbers, and Playwright has names of its own in Firefox.
  Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && !/^(\d+$|__pw_)/.test(name)).sort())(
  new Set(Object.getOwnPropertyNames(window)),
);
