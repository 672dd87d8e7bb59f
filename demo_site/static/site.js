/* The site's own code: makes the calls that the server has put into the page, and those of its forms. Every call is
 * announced on window as a "segment:call" event before it is made. */
(function () {
  "use strict";

  var given = JSON.parse(document.getElementById("calls").textContent);
  var open = 0; // calls that the library has not handed on yet
  var waiting = [];
  var isReady = new Promise(function (resolve) {
    window.analytics.ready(resolve);
  });

  /* The library says so by an event of the call's name, once the destinations that are there have had the call. */
  ["page", "identify", "group", "track"].forEach(function (method) {
    window.analytics.on(method, function () {
      open -= 1;
      if (open) return;
      waiting.splice(0).forEach(function (resolve) {
        resolve(true);
      });
    });
  });

  function call(method, args) {
    window.dispatchEvent(new CustomEvent("segment:call", { detail: { method: method, args: args } }));
    if (method !== "reset") open += 1;
    return Promise.resolve(window.analytics[method].apply(window.analytics, args));
  }

  function withOptions(args) {
    if (!Object.keys(given.options).length) return args;
    return args.concat(args.length < 2 ? [{}, given.options] : [given.options]);
  }

  function valuesOf(form) {
    var values = {};
    Array.from(form.elements).forEach(function (element) {
      if (!element.name || !element.value) return;
      values[element.name] = element.dataset.kind === "number" ? Number(element.value) : element.value;
    });
    return values;
  }

  function say(id, text) {
    var place = document.getElementById(id);
    place.textContent = text;
    place.hidden = false;
  }

  window.site = {
    call: call,
    /* Resolves when the library is there, and has handed on all that was called. */
    settled: async function () {
      await isReady;
      if (!open) return true;
      return new Promise(function (resolve) {
        waiting.push(resolve);
      });
    },
  };

  given.calls.forEach(function (row) {
    call(row[0], row.slice(1));
  });

  var forms = {
    company: function (form) {
      var values = valuesOf(form);
      var id = values.id;
      delete values.id;
      call("group", withOptions([id, values]));
      say("company-done", "Saved. Everybody at " + values.name + " sees it.");
    },
    checkout: function (form) {
      var values = valuesOf(form);
      var chosen = form.querySelector("input[name=plan]:checked");
      var revenue = Math.round(Number(chosen.dataset.price) * values.seats * 100) / 100;
      var properties = {
        order_id: "PB-" + (1000 + values.seats),
        plan: chosen.value,
        seats: values.seats,
        revenue: revenue,
        currency: values.currency,
      };
      call("track", withOptions(["Order Completed", properties]));
      say("checkout-done", "Thank you. " + revenue.toFixed(2) + " " + values.currency + " for " + chosen.value + ".");
    },
    "sign-out": async function (form) {
      await call("reset", []);
      // Classic analytics.js tells nobody of a reset: the destination notices with the next call, before the page is left.
      await call("track", withOptions(["Signed Out"]));
      form.submit();
    },
  };

  document.querySelectorAll("form[data-calls]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      forms[form.dataset.calls](form);
    });
  });
})();
