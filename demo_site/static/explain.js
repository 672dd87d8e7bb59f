/* The mapping's diagnostics for the rows: Segment's raw event of each call, as the host of this installation would make it, and
 * the rules that the server finds for it. */
(function () {
  "use strict";

  var BATCH = 200; // events in one question

  /* What analytics.js keeps of a user or a group for the next page. */
  function keptBefore(name, traitsName) {
    try {
      var id = JSON.parse(localStorage.getItem(name));
      return { id: id === null ? undefined : id, traits: JSON.parse(localStorage.getItem(traitsName)) || {} };
    } catch (error) {
      return nobody();
    }
  }

  function nobody() {
    return { id: undefined, traits: {} };
  }

  /* Makes raw events from rows; remembers ids and traits as this installation does. `installation.keeps`: also over a page load;
   * `installation.tells_reset`: the destination hears of a reset, else it notices with the next call that the user is gone. */
  function eventMaker(installation) {
    var user = installation.keeps ? keptBefore("ajs_user_id", "ajs_user_traits") : nobody();
    var group = installation.keeps ? keptBefore("ajs_group_id", "ajs_group_properties") : nobody();
    var session = 1;
    var hasLeft = false;

    function become(entity, args) {
      var hasId = typeof args[0] === "string" || typeof args[0] === "number";
      var rest = hasId ? args.slice(1) : window.rows.isObject(args[0]) ? args : args.slice(1);
      var isSame = !hasId || entity.id === undefined || entity.id === args[0];
      entity.traits = Object.assign({}, isSame ? entity.traits : {}, window.rows.isObject(rest[0]) ? rest[0] : {});
      if (hasId) entity.id = args[0];
      return rest[1];
    }

    function withOptions(event, options) {
      var context = Object.assign({}, options);
      if (context.integrations !== undefined) event.integrations = context.integrations;
      delete context.integrations;
      event.context = Object.assign({}, context, context.context);
      // The server keeps a session for each of these: whoever signs in, it is the page's.
      event.anonymousId = "session " + session;
      return event;
    }

    /* A page begins with a new session; the host's group, where it is still known, is told in an event that does nothing. */
    function load() {
      session += 1;
      hasLeft = false;
      if (!installation.keeps) {
        user = nobody();
        group = nobody();
      }
      if (group.id === undefined) return null;
      return withOptions({ type: "group", groupId: group.id, traits: group.traits }, { integrations: { All: false } });
    }

    function reset() {
      if (installation.tells_reset) session += 1;
      else if (user.id !== undefined) hasLeft = true;
      user = nobody();
      group = nobody();
      return null;
    }

    function called(method, args) {
      var objects = args.filter(window.rows.isObject);
      if (method === "page") return withOptions({ type: "page", properties: objects[0] || {} }, objects[1]);
      if (method === "track") {
        return withOptions({ type: "track", event: args[0], properties: args[1], userId: user.id }, args[2]);
      }
      if (method === "group") {
        var options = become(group, args);
        return withOptions({ type: "group", groupId: group.id, traits: group.traits, userId: user.id }, options);
      }
      return null;
    }

    return function (row) {
      if (row.kind === "page") return load();
      var args = row.data.args || [];
      if (row.data.method === "reset") return reset();
      var given = row.data.method === "identify" ? become(user, args) : undefined;
      if (hasLeft && user.id === undefined) session += 1;
      hasLeft = false;
      if (row.data.method !== "identify") return called(row.data.method, args);
      return withOptions({ type: "identify", userId: user.id, traits: user.traits }, given);
    };
  }

  /* Asks the server for the rules that fired for each Segment call, many at a time, in order. */
  function explainInto(run, settings, installation) {
    var name = "";
    var makeEvent = null;
    var queue = [];
    var busy = false;
    var left = [];

    /* Rules of an event without a row of its own, about a setting say, go to the next row. */
    function settle(item, rules) {
      if (item.row) {
        item.row.rules = left.concat(rules);
        left = [];
      } else {
        left = rules.filter(function (rule) {
          return rule.code !== "disabled-by-integrations";
        });
      }
    }

    function next() {
      if (busy || !queue.length) return;
      busy = true;
      var part = queue.splice(0, BATCH);
      var events = part.map(function (item) {
        return item.event;
      });
      window.runs
        .post("/qa/explain", { run: name, settings: settings, events: events })
        .then(function (found) {
          part.forEach(function (item, index) {
            settle(item, found.rules[index]);
          });
        })
        .catch(function () {
          // The time line does without; the server may have been stopped.
        })
        .then(function () {
          busy = false;
          run.changed(
            part.flatMap(function (item) {
              return item.row || [];
            })
          );
          next();
        });
    }

    function forget() {
      name = String(Math.random()).slice(2) + Date.now();
      makeEvent = eventMaker(installation);
      queue = [];
      left = [];
    }

    forget();
    return {
      /* For rows of the kinds "page" and "segment". */
      ask: function (row) {
        var event = makeEvent(row);
        if (!event) return;
        queue.push({ row: row.kind === "segment" ? row : null, event: event });
        setTimeout(next);
      },
      isIdle: function () {
        return !busy && !queue.length;
      },
      forget: forget,
    };
  }

  window.explainInto = explainInto;
})();
