/* How each baseline is started and called, all in one form: `before` the script has
 * run, then `start`, which ends with a page that takes Intercom's calls. */
(function () {
  "use strict";

  var USER = { id: function () { return null; }, traits: function () { return {}; } };
  var GROUP = {
    id: function () { return "group-1"; },
    traits: function () { return { name: "Initech", plan: "enterprise", employees: 4077 }; },
  };
  var LIBRARY = {
    on: function () {},
    once: function () {},
    off: function () {},
    user: function () { return USER; },
    group: function () { return GROUP; },
  };

  function widgetUrl() {
    return location.origin + "/widget/bench";
  }

  function ourSettings() {
    return { appId: "bench", widgetUrl: location.origin + "/widget/{appId}" };
  }

  function invoke(method) {
    return function (row) {
      window.instance.invoke(method, row.facade);
    };
  }

  function hand(method) {
    return function (row) {
      window.instance[method](row.ctx);
    };
  }

  function say(method) {
    return function (row) {
      window.Intercom(method, row.mapped);
    };
  }

  /* RudderStack's integration alone: its SDK makes it, and shows it to nobody. */
  function catchIntegration() {
    Object.defineProperty(Object.prototype, "APP_ID", {
      configurable: true,
      set: function (value) {
        Object.defineProperty(this, "APP_ID", { value: value });
        window.instance = this;
      },
    });
    return function () {
      delete Object.prototype.APP_ID;
    };
  }

  function element(method) {
    return function (row) {
      window.instance[method](row.element);
    };
  }

  window.adapters = {
    classic: {
      start: function () {
        window.intercomLoader();
        window.instance = new window.intercomIntegration(ourSettings());
        window.instance.analytics = LIBRARY;
        window.instance.initialize();
      },
      page: invoke("page"),
      identify: invoke("identify"),
      group: invoke("group"),
      track: invoke("track"),
    },
    remote: {
      start: function () {
        window.instance = window.intercomDestination(ourSettings());
        window.instance.load({}, LIBRARY);
      },
      page: hand("page"),
      identify: hand("identify"),
      group: hand("group"),
      track: hand("track"),
    },
    standalone: {
      start: function () {},
      page: function () { window.analytics.page(); },
      identify: function (row) { window.analytics.identify(row.raw.userId, row.raw.traits); },
      group: function (row) { window.analytics.group(row.raw.groupId, row.raw.traits); },
      track: function (row) { window.analytics.track(row.raw.event, row.raw.properties); },
    },
    analytics_intercom: {
      start: function () {
        window.instance = window.analyticsIntercom({ appId: "bench" });
        window.instance.initialize({ config: window.instance.config, instance: LIBRARY, payload: {} });
      },
      page: function (row) { window.instance.page({ payload: row.raw, config: window.instance.config }); },
      identify: function (row) { window.instance.identify({ payload: row.raw, config: window.instance.config }); },
      track: function (row) { window.instance.track({ payload: row.raw, config: window.instance.config }); },
    },
    messenger_js_sdk: {
      start: function () {
        window.messengerSdk.Intercom({ app_id: "bench", widgetUrl: widgetUrl() });
      },
      page: function () { window.messengerSdk.update(); },
      identify: function (row) { window.messengerSdk.update(row.mapped); },
      group: function (row) { window.messengerSdk.update(row.mapped); },
      track: function (row) { window.messengerSdk.trackEvent(row.raw.event, row.mapped); },
    },
    rudder: {
      start: function () {
        var letGo = catchIntegration();
        // It takes a Messenger that is there already for one of its own only with this.
        window.intercom_code = true;
        var destination = {
          enabled: true,
          destinationDefinition: { name: "INTERCOM" },
          config: { appId: "bench" },
        };
        window.rudderanalytics.load("bench", location.origin, {
          getSourceConfig: function () { return { source: { destinations: [destination] } }; },
        });
        letGo();
      },
      page: element("page"),
      identify: element("identify"),
      track: element("track"),
    },
    snippet: {
      before: function () {
        window.intercomSettings = { app_id: "bench" };
      },
      start: function () {},
      page: function () { window.Intercom("update"); },
      identify: say("update"),
      group: say("update"),
      track: function (row) { window.Intercom("trackEvent", row.raw.event, row.mapped); },
    },
  };
})();
