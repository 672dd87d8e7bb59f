/* surveyPage() lists what the page's built-ins are made of; surveyPage(before) says what has
 * become different since. */
window.surveyPage = function (before) {
  "use strict";

  function isObject(value) {
    return (typeof value === "object" && value !== null) || typeof value === "function";
  }

  function describe(owner) {
    var parts = new Map();
    Reflect.ownKeys(owner).forEach(function (key) {
      var property = Object.getOwnPropertyDescriptor(owner, key);
      parts.set(key, [property.value, property.get, property.set, property.enumerable]);
    });
    return parts;
  }

  function survey() {
    var found = new Map();
    Object.getOwnPropertyNames(window).forEach(function (name) {
      var property = Object.getOwnPropertyDescriptor(window, name);
      var value = property.value;
      if (!isObject(value) || value === window) return;
      found.set(name, describe(value));
      if (isObject(value.prototype)) found.set(name + ".prototype", describe(value.prototype));
    });
    var loop = [];
    for (var key in []) loop.push(key);
    for (var other in {}) loop.push(other);
    return { owners: found, globals: Object.getOwnPropertyNames(window), loop: loop };
  }

  if (!before) return survey();

  var now = survey();
  var changes = [];
  before.owners.forEach(function (parts, name) {
    var later = now.owners.get(name);
    if (!later) return changes.push(name + " is gone");
    new Set([...parts.keys(), ...later.keys()]).forEach(function (key) {
      var was = parts.get(key) || [];
      var is = later.get(key) || [];
      var same = was.length === is.length && was.every((part, index) => Object.is(part, is[index]));
      if (!same) changes.push(name + "." + String(key));
    });
  });
  return {
    builtins: changes,
    loop: now.loop,
    added: now.globals.filter((name) => !before.globals.includes(name)).sort(),
    removed: before.globals.filter((name) => !now.globals.includes(name)),
  };
};
