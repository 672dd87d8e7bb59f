/* Vectors through the delivered classic file, in a page that has the recorder as `recorder`
 * and the real @segment/facade as `facade`. */
(function () {
  "use strict";

  var KINDS = { page: "Page", identify: "Identify", group: "Group", track: "Track" };

  /* JSON.parse has made own keys of everything, __proto__ included; setting one would not. */
  function set(target, key, value) {
    Object.defineProperty(target, key, {
      value: value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }

  function decode(value) {
    if (Array.isArray(value)) return value.map(decode);
    if (value === null || typeof value !== "object") return value;
    var keys = Object.keys(value);
    if (keys.length === 1) {
      if (keys[0] === "$undef") return undefined;
      if (keys[0] === "$num") return Number(value.$num);
      if (keys[0] === "$date") return new Date(value.$date === null ? NaN : value.$date);
    }
    var result = {};
    keys.forEach(function (key) {
      set(result, key, decode(value[key]));
    });
    return result;
  }

  function snapshot(value) {
    return JSON.stringify(recorder.encode(value));
  }

  function runVector(vector, Integration) {
    var calls = [];
    var step = null;
    var groupTraits = decode(vector.group_traits);
    var before = snapshot(groupTraits);

    delete window.intercomSettings;
    window.Intercom = function () {
      var args = recorder.encode(Array.from(arguments));
      calls.push({ step: step, method: args[0], args: args.slice(1) });
    };

    var integration = new Integration(decode(vector.settings));
    integration.analytics = {
      on: function () {},
      once: function () {},
      off: function () {},
      user: function () {
        return { id: function () { return null; }, traits: function () { return {}; } };
      },
      group: function () {
        return {
          id: function () { return "group_id" in vector ? vector.group_id : null; },
          traits: function () { return groupTraits; },
        };
      },
    };
    integration.initialize();

    vector.steps.forEach(function (row, index) {
      step = index;
      var event = new facade[KINDS[row.method]](decode(row.event));
      var untouched = snapshot([event.rawEvent(), event.obj]);
      try {
        integration.invoke(row.method, event);
      } catch (error) {
        calls.push({ step: index, throws: String(error) });
      }
      if (snapshot([event.rawEvent(), event.obj]) !== untouched) {
        calls.push({ step: index, written_to: "event" });
      }
    });
    if (snapshot(groupTraits) !== before) calls.push({ written_to: "group traits" });
    return calls;
  }

  /* Lines of vectors in, JSON of {id: calls} out: text, so that no value is changed on its way. */
  window.runVectors = function (lines) {
    var answers = {};
    lines.forEach(function (line) {
      var vector = JSON.parse(line);
      answers[vector.id] = runVector(vector, window.intercomIntegration);
    });
    return JSON.stringify(answers);
  };
})();
