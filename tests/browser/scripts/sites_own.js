export function installOwnMessenger() {
  window.seen = [];
  window.Intercom = (...args) => {
    seen.push(args);
  };
  window.sitesOwn = window.Intercom;
}
