export function extendPrototypes() {
  Array.prototype.each = function (run) {
    for (let i = 0; i < this.length; i++) run(this[i]);
  };
  Array.prototype.toJSON = () => "an array";
  String.prototype.toJSON = () => "a text";
  Object.prototype.toJSON = () => "an object";
  Object.prototype.inherited = { nested: true };
  Object.prototype.name = "of every object";
  Object.prototype.global = "taken";
  Object.prototype.hideDefaultLauncher = true;
  Object.prototype.integrations = { Intercom: false };
  Object.prototype.Intercom = { user_hash: "of every object" };
  Object.prototype.email = "every@object.example";
  Function.prototype.bindAsEventListener = () => {};
}

export function freezeBuiltIns() {
  for (const one of [Object, Array, Function, String, Number, Boolean, Date, RegExp, Promise, JSON, Math, Error, Map]) {
    if (one.prototype) Object.freeze(one.prototype);
    Object.freeze(one);
  }
}

export function defineModuleLoaders() {
  window.defined = [];
  window.define = (...args) => {
    defined.push(args);
  };
  window.define.amd = { jQuery: true };
  window.exports = {};
  window.module = { exports: window.exports };
  window.require = () => {
    throw new Error("nothing to require");
  };
}

export function restoreAndReadQueue() {
  for (const owner of [Object.prototype, Array.prototype, String.prototype])
    for (const name of Object.keys(owner)) delete owner[name];
  return window.Intercom.q.map((row) => Array.from(row));
}

export function hideCurrentScript() {
  Object.defineProperty(document, "currentScript", { get: () => null });
}

export function appendFragment(tag) {
  const range = document.createRange();
  range.selectNode(document.documentElement);
  document.body.append(range.createContextualFragment(tag));
}

export function readStorage() {
  try {
    return typeof window.localStorage;
  } catch {
    return "none";
  }
}
