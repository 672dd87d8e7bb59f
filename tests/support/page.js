/* Vectors through the delivered files, in a page that has the recorder as `recorder` and the
 * real @segment/facade as `facade`. */
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

  /* The value that a text stands for; `around` holds the objects that it lies in, the innermost last. */
  function decode(value, around) {
    around = around || [];
    if (value === null || typeof value !== "object") return value;
    var result = Array.isArray(value) ? [] : {};
    var inner = around.concat([result]);
    var keys = Object.keys(value);
    if (!Array.isArray(value) && keys.length === 1) {
      if (keys[0] === "$undef") return undefined;
      if (keys[0] === "$num") return Number(value.$num);
      if (keys[0] === "$date") return new Date(value.$date === null ? NaN : value.$date);
      if (keys[0] === "$up") return around[around.length - value.$up];
    }
    keys.forEach(function (key) {
      set(result, key, decode(value[key], inner));
    });
    return result;
  }

  function snapshot(value) {
    return JSON.stringify(recorder.encode(value));
  }

  /* The installations: each gives a function that sends an event in, and what of the library's must stay as it was. */

  /* Some events are too much for the facade itself, such as one that contains itself. */
  function facadeOf(method, event) {
    try {
      return new facade[KINDS[method]](event);
    } catch (error) {
      return { rawEvent: function () { return event; } };
    }
  }

  function classicInstallation(settings, analytics) {
    var integration = new window.intercomIntegration(settings);
    integration.analytics = analytics;
    integration.initialize();
    return function (method, event) {
      var made = facadeOf(method, event);
      return {
        theirs: function () { return [made.rawEvent(), made.obj]; },
        send: function () { integration.invoke(method, made); },
      };
    };
  }

  function pluginInstallation(settings, analytics) {
    var plugin = window.intercomDestination(settings);
    plugin.load({}, analytics);
    return function (method, event) {
      return {
        theirs: function () { return event; },
        send: function () { plugin[method]({ event: event }); },
      };
    };
  }

  /* Each vector is a browser of its own: nobody is remembered from the one before. */
  function reset() {
    try {
      localStorage.clear();
    } catch (error) {
      // A page without storage remembers nobody.
    }
  }

  /* Once: an answer that comes and goes is a difference. */
  function run(vector, handOver) {
    var calls = [];
    var step = null;
    var groupTraits = decode(vector.group_traits);
    var before = snapshot(groupTraits);

    delete window.intercomSettings;
    reset();
    window.Intercom = function () {
      var args = recorder.encode(Array.from(arguments));
      calls.push({ step: step, method: args[0], args: args.slice(1) });
    };

    var enter = handOver(decode(vector.settings), {
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
    });

    vector.steps.forEach(function (row, index) {
      step = index;
      var way = enter(row.method, decode(row.event));
      var untouched = snapshot(way.theirs());
      try {
        way.send();
      } catch (error) {
        calls.push({ step: index, throws: String(error) });
      }
      if (snapshot(way.theirs()) !== untouched) calls.push({ step: index, written_to: "event" });
    });
    if (snapshot(groupTraits) !== before) calls.push({ written_to: "group traits" });
    return calls;
  }

  /* Lines of vectors in, JSON of {id: calls} out: text, so that no value is changed on its way. */
  function through(handOver) {
    return function (lines) {
      var answers = {};
      lines.forEach(function (line) {
        var vector = JSON.parse(line);
        answers[vector.id] = run(vector, handOver);
      });
      return JSON.stringify(answers);
    };
  }

  /* What the plugin sends for each creation date, and what Date.parse makes of it in milliseconds; null for no date. */
  window.createdDates = function (text) {
    var strings = JSON.parse(text);
    var sent = strings.map(function (string) {
      var created = null;
      window.Intercom = function (method, fields) {
        if ("created_at" in fields) created = fields.created_at;
      };
      delete window.intercomSettings;
      // A new instance boots at once, whatever has been sent before.
      var plugin = window.intercomDestination({ appId: "demo" });
      plugin.load({}, { on: function () {}, once: function () {}, off: function () {} });
      plugin.identify({ event: { userId: "u1", traits: { createdAt: string } } });
      return created;
    });
    return JSON.stringify([sent, strings.map(function (string) { return Date.parse(string); })]);
  };

  window.runVectors = through(classicInstallation);
  window.runVectorsAsPlugin = through(pluginInstallation);
})();
