export function installOwnIntercom() {
  window.Intercom = (...args) => {
    window.Intercom.seen.push(args);
  };
  window.Intercom.seen = [];
}
