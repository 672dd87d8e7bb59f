// The native half of Capacitor on iOS, as far as its JavaScript asks for it: which methods the plugin has, and a promise
// for each call. `silent` names methods that never answer, as iOS does not where a user has neither id nor email.
window.bridge = { calls: [], silent: [], refused: {} };
window.webkit = { messageHandlers: { bridge: {} } };
const methods =
  "loadWithKeys registerIdentifiedUser registerUnidentifiedUser updateUser logEvent setUserHash setUserJwt logout displayMessenger";
window.Capacitor = {
  PluginHeaders: [{ name: "Intercom", methods: methods.split(" ").map((name) => ({ name, rtype: "promise" })) }],
  nativePromise: (plugin, method, options) => {
    const { calls, silent, refused } = window.bridge;
    calls.push(options === undefined ? [method] : [method, JSON.parse(JSON.stringify(options))]);
    if (silent.includes(method)) return new Promise(() => {});
    return refused[method] ? Promise.reject(Object.assign(new Error("refused"), { code: refused[method] })) : Promise.resolve();
  },
};
