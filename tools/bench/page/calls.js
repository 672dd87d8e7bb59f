/* Events with their facades made beforehand, and the clock around many calls. */
(function () {
  "use strict";

  var VARIANTS = 16;

  /* The real clock, for what is measured here. */
  var clock = performance.now.bind(performance);

  var RAW = {
    page: function () {
      return { properties: { title: "Reports", path: "/reports", url: "https://example.com/reports", referrer: "" } };
    },
    identify: function (n) {
      return {
        // One person throughout: another one would end the session each time.
        userId: "user-1",
        traits: {
          email: "michael@initech.com",
          firstName: "Michael",
          lastName: "Bolton",
          createdAt: "2019-02-19T10:30:00.000Z",
          phone: "555-0" + n,
          role: "engineer",
          logins: n,
          subscribed: true,
          company: { id: "group-1", name: "Initech", plan: "enterprise", created_at: "2015-06-01T00:00:00.000Z" },
        },
      };
    },
    group: function (n) {
      return {
        groupId: "group-" + n,
        traits: {
          name: "Initech " + n,
          plan: "enterprise",
          monthlySpend: 830,
          createdAt: "2015-06-01T00:00:00.000Z",
          employees: 329 + n,
          industry: "Technology",
        },
      };
    },
    track: function (n) {
      return {
        event: "Order Completed",
        properties: {
          order_id: "order-" + n,
          revenue: 25.5 + n,
          currency: "eur",
          coupon: "summer",
          items: n,
          ordered_at: "2024-03-01T09:00:00.000Z",
        },
      };
    },
  };
  var KINDS = { page: "Page", identify: "Identify", group: "Group", track: "Track" };

  /* Half an hour allows 20 boots and updates; three minutes a call keep page views below that. */
  function letTimeFly() {
    var now = Date.now();
    Date.now = performance.now = function () {
      return (now += 180000);
    };
  }

  function rows(kind) {
    var made = [];
    for (var n = 0; n < VARIANTS; n += 1) {
      var raw = RAW[kind](n);
      raw.type = kind;
      raw.anonymousId = "anonymous-" + n;
      raw.messageId = "message-" + n;
      raw.timestamp = new Date(1700000000000 + n);
      raw.context = {
        page: { path: "/reports", referrer: "", search: "", title: "Reports", url: "https://example.com/reports" },
        userAgent: navigator.userAgent,
        locale: "en-US",
        library: { name: "analytics.js", version: "next-1.84.3" },
        timezone: "Europe/Berlin",
      };
      raw.integrations = {};
      made.push({
        raw: raw,
        ctx: { event: raw },
        facade: new window.facade[KINDS[kind]](raw),
        mapped: raw.traits || raw.properties,
        element: {
          message: {
            event: raw.event,
            userId: raw.userId,
            anonymousId: raw.anonymousId,
            originalTimestamp: raw.timestamp.toISOString(),
            properties: raw.properties,
            context: { traits: Object.assign({}, raw.traits) },
          },
        },
      });
    }
    return made;
  }

  function run(name, source, attributes) {
    var script = document.createElement("script");
    Object.keys(attributes).forEach(function (key) {
      script.setAttribute(key, attributes[key]);
    });
    script.textContent = source;
    if (window.adapters[name].before) window.adapters[name].before();
    var start = clock();
    document.head.appendChild(script);
    return start;
  }

  /* A page where a Messenger is there already and does nothing, so that only the calls' own work is timed. */
  window.prepare = function (name, source, attributes) {
    window.Intercom = function () {};
    letTimeFly();
    run(name, source, attributes);
    window.events = {};
    Object.keys(RAW).forEach(function (kind) {
      window.events[kind] = rows(kind);
    });
    window.adapters[name].start();
  };

  window.callMany = function (name, kind, count) {
    var call = window.adapters[name][kind];
    var made = window.events[kind];
    for (var i = 0; i < count; i += 1) call(made[i % VARIANTS]);
  };

  /* Microseconds a call, of so many or of what 4 ms have room for; null where the baseline has no such call. */
  window.timeCalls = function (name, kind, count) {
    if (!window.adapters[name][kind]) return null;
    var calls = 0;
    var start = clock();
    var taken;
    do {
      window.callMany(name, kind, count);
      calls += count;
      taken = clock() - start;
    } while (taken < 4);
    return (taken * 1000) / calls;
  };

  /* Milliseconds for the same sums each time: what varies here is the machine. */
  window.timeWork = function () {
    var start = clock();
    var sum = 0;
    for (var i = 0; i < 1e7; i += 1) sum = Math.imul(sum ^ i, 16777619);
    window.sum = sum;
    return clock() - start;
  };

  /* Milliseconds for the script to run, and then until Intercom's calls can be made, in a page that is done loading. */
  window.timeScript = async function (name, source, attributes) {
    await new Promise(requestIdleCallback);
    var start = run(name, source, attributes);
    var evaluated = clock();
    window.adapters[name].start();
    return { evaluation: evaluated - start, start: clock() - start };
  };
})();
