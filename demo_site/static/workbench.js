/* The workbench's forms: each becomes one call of window.analytics. */
(function () {
  "use strict";

  // What a way with destinations means, as the server says.
  var integrations = JSON.parse(document.getElementById("integrations").textContent);

  function isEmpty(value) {
    return Object.keys(value).length === 0;
  }

  /* Put `value` at a path such as ["traits", "company", "id"]. */
  function place(target, path, value) {
    path.slice(0, -1).forEach(function (name) {
      if (!target[name]) target[name] = {};
      target = target[name];
    });
    target[path[path.length - 1]] = value;
  }

  function readJson(element) {
    var found;
    try {
      found = JSON.parse(element.value);
    } catch (error) {
      element.setCustomValidity(error.message);
    }
    if (found === null || typeof found !== "object" || Array.isArray(found)) {
      if (!element.validationMessage) element.setCustomValidity("A JSON object is needed here.");
      element.reportValidity();
      return null;
    }
    return found;
  }

  /* What is filled in, as {userId, traits: {...}}; null where some JSON is wrong. */
  function readForm(form) {
    var values = {};
    var wrong = false;
    Array.from(form.elements).forEach(function (element) {
      if (!element.name || element.type === "checkbox") return;
      if (!element.value.trim()) return;
      if (element.dataset.kind === "json") {
        var extra = readJson(element);
        if (!extra) wrong = true;
        else values[element.name] = Object.assign(values[element.name] || {}, extra);
        return;
      }
      var number = element.dataset.kind === "number" ? Number(element.value) : NaN;
      place(values, element.name.split("."), isNaN(number) ? element.value : number);
    });
    return wrong ? null : values;
  }

  function readOptions() {
    var form = document.getElementById("options-form");
    var options = {};
    var hide = form.elements.hideDefaultLauncher.value;
    if (hide) options.Intercom = { hideDefaultLauncher: hide === "true" };
    var chosen = integrations[form.elements.destinations.value];
    if (chosen) options.integrations = chosen;
    return options;
  }

  async function fetchHash(userId) {
    var response = await fetch("/user-hash?user_id=" + encodeURIComponent(userId));
    var text = await response.text();
    if (!response.ok) throw new Error(text);
    return JSON.parse(text).user_hash;
  }

  function argumentsOf(method, values, options) {
    if (method === "reset") return [];
    var first = { page: values.name, identify: values.userId, group: values.groupId, track: values.event };
    var data = values.traits || values.properties || {};
    var args = first[method] === undefined ? [] : [first[method]];
    if (!isEmpty(data) || !isEmpty(options)) args.push(data);
    if (!isEmpty(options)) args.push(options);
    return args;
  }

  function send(method, args) {
    window.site.call(method, args);
  }

  async function submit(event) {
    event.preventDefault();
    var form = event.target;
    var method = form.dataset.call;
    var values = readForm(form);
    if (!values) return;
    var options = readOptions();
    if (form.elements.userHash && form.elements.userHash.checked && values.userId) {
      var hash = { user_hash: await fetchHash(values.userId) };
      options.Intercom = Object.assign(options.Intercom || {}, hash);
    }
    send(method, argumentsOf(method, values, options));
  }

  document.querySelectorAll("form[data-call]").forEach(function (form) {
    form.addEventListener("submit", submit);
    // A field that was refused would keep the form from being sent for ever.
    form.addEventListener("input", function (event) {
      event.target.setCustomValidity("");
    });
  });
  document.getElementById("options-form").addEventListener("submit", function (event) {
    event.preventDefault();
  });

  /* As many events as asked for, in slices, so that the page can be used meanwhile. */
  document.getElementById("flood-form").addEventListener("submit", function (event) {
    event.preventDefault();
    var count = Math.min(Number(event.target.elements.count.value) || 0, 100000);
    var said = document.getElementById("flood-said");
    var sent = 0;
    (function slice() {
      for (var end = Math.min(sent + 200, count); sent < end; sent += 1) {
        send("track", ["Flood " + (sent % 20), { number: sent }]);
      }
      said.textContent = sent + " sent";
      if (sent < count) setTimeout(slice);
    })();
  });
})();
