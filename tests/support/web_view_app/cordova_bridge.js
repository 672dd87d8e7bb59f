// The native half of Cordova: `exec` calls back twice for a login and an update, as iOS does.
window.bridge = { calls: [], user: null };
window.cordova = {
  exec: (success, error, service, method, args) => {
    if (method === "isUserLoggedIn" || method === "fetchLoggedInUserAttributes") {
      return window.bridge.user ? success(JSON.stringify(window.bridge.user)) : error("nobody is logged in");
    }
    window.bridge.calls.push([method, ...JSON.parse(JSON.stringify(args))]);
    success("first");
    success("second");
  },
};
