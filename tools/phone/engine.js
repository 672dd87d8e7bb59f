// What React Native gives an app and the bare Hermes engine does not have. Its `setTimeout` ignores the delay, and
// promises run through it: here a timer waits for so many turns that all that is ready is done before.
(function (global) {
  var soon = global.setTimeout;
  var timers = {};
  var count = 0;
  global.global = global.window = global.self = global;
  global.__DEV__ = false;
  global.process = { env: { NODE_ENV: "production" } };
  global.console = { log: print, warn: function () {}, error: print, info: function () {}, debug: function () {} };
  global.crypto = {
    getRandomValues: function (bytes) {
      for (var index = 0; index < bytes.length; index++) bytes[index] = Math.floor(Math.random() * 256);
      return bytes;
    },
  };
  function wait(id, action, turns) {
    soon(function () {
      if (!timers[id]) return;
      if (turns > 0) return wait(id, action, turns - 1);
      delete timers[id];
      action();
    }, 0);
  }
  global.setTimeout = function (action, delay) {
    var id = ++count;
    timers[id] = true;
    wait(id, action, delay > 0 ? 300 + delay / 10 : 0);
    return id;
  };
  global.clearTimeout = global.clearInterval = function (id) {
    delete timers[id];
  };
  global.setInterval = function () {
    return 0;
  };
  global.setImmediate = function (action) {
    return global.setTimeout(action, 0);
  };
})(globalThis);
