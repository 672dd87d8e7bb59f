// intercom_destination.js.js
var keys_of = Object.keys;
var has_own = Object.prototype.hasOwnProperty;
var PROTOTYPE_KEYS = ["__proto__", "constructor", "prototype"];
var LAST_MS = 864e13;
var attempt = function(action) {
  try {
    return action();
  } catch (__except0__) {
    if (true) {
      report_caught(__except0__);
    }
  }
  return void 0;
};
var report_caught = function(error2) {
  if (error2.name !== "SecurityError" && error2.name !== "QuotaExceededError") {
    try {
      console.warn("Intercom destination: caught", error2);
    } catch (__except0__) {
    }
  }
};
var kind = function(value) {
  return typeof value === "object" && Object.prototype.toString.call(value);
};
var is_string = function(value) {
  return typeof value === "string";
};
var is_number = function(value) {
  return typeof value === "number" && isFinite(value);
};
var is_boolean = function(value) {
  return typeof value === "boolean";
};
var is_date = function(value) {
  return kind(value) === "[object Date]" && isFinite(date_ms(value));
};
var is_invalid_date = function(value) {
  return kind(value) === "[object Date]" && !is_date(value);
};
var is_plain = function(value) {
  return kind(value) === "[object Object]";
};
var as_object = function(value) {
  return is_plain(value) ? value : {};
};
var entries = function(source) {
  var pairs = [];
  for (var key of keys_of(source)) {
    var value = get_own(source, key);
    if (value !== void 0 && key !== "__proto__" && key !== "constructor" && key !== "prototype") {
      pairs.push([key, value]);
    }
  }
  return pairs;
};
var prototype_keys = function(source) {
  return keys_of(source).filter(((key) => {
    return contains(PROTOTYPE_KEYS, key);
  }));
};
var keys_without_value = function(source) {
  return keys_of(source).filter(((key) => {
    return get_own(source, key) === void 0;
  }));
};
var get_own = function(source, key) {
  try {
    if (source && has_own.call(source, key)) {
      return source[key];
    }
  } catch (__except0__) {
  }
  return void 0;
};
var are_strings = function(value) {
  return Array.isArray(value) && value.every(is_string);
};
var contains = function(items, item) {
  return items.includes(item);
};
var date_ms = function(when) {
  return attempt((() => {
    return Date.prototype.getTime.call(when);
  }));
};
var seconds_of = function(ms) {
  return ms >= -LAST_MS && ms <= LAST_MS ? Math.floor(ms / 1e3) : void 0;
};
var ms_of = function(year, month, day, hour, minute, second, behind) {
  return attempt((() => {
    return behind === void 0 ? +new Date(year, month, day, hour, minute, second) : Date.UTC(year, month, day, hour, minute + behind, second);
  }));
};
var token_user_id = function(token) {
  try {
    return token && get_own(JSON.parse(atob(token.split(".")[1].split("-").join("+").split("_").join("/"))), "user_id");
  } catch (__except0__) {
  }
  return void 0;
};

// intercom_destination.web.client.trace.js
var listeners = { "configured": null, "mapped": null, "noted": null };
var trace_settings = function(client, given) {
  var listener = listeners["configured"];
  if (listener) {
    listener(client, given);
  }
};
var trace_event = function(client, method, event, group, calls) {
  var listener = listeners["mapped"];
  if (listener) {
    listener(client, method, event, group, calls);
  }
};
var note = function(code, key, value) {
  var listener = listeners["noted"];
  if (listener) {
    listener(code, key, value);
  }
};

// intercom_destination.js.text.js
var spelling = function(key) {
  return key.replace(NOT_SPELLED, "").toLowerCase();
};
var NOT_SPELLED = RegExp("[^a-zA-Z0-9.]+", "g");
var get_spelled = function(source, name) {
  for (var key of keys_of(as_object(source))) {
    if (spelling(key) === name) {
      var value = get_own(source, key);
      if (value !== void 0) {
        return value;
      }
    }
  }
  return void 0;
};
var separated = function(name, mark) {
  return name.replace(RegExp("[A-Z]", "g"), ((letter) => {
    return mark + letter.toLowerCase();
  }));
};
var truncate = function(text, limit) {
  return text.slice(0, limit - (text.length > limit && text.charCodeAt(limit - 1) >> 10 === 55296 >> 10));
};
var string_hash = function(value) {
  var text = "" + value;
  var number = text.split("").reduceRight(((number2, unit) => {
    return number2 * 33 ^ unit.charCodeAt();
  }), 5381);
  return "" + new Uint32Array([number]);
};

// intercom_destination.js.objects.js
var set_defined = function(fields, name, value) {
  if (value !== void 0) {
    fields[name] = value;
  }
};
var map_values = function(source, change) {
  var fields = {};
  for (var [key, value] of entries(source)) {
    set_defined(fields, key, change(key, value));
  }
  return fields;
};
var merge = function(one, other) {
  var fields = {};
  for (var source of [one, other]) {
    for (var [key, value] of entries(source)) {
      fields[key] = value;
    }
  }
  return fields;
};

// intercom_destination.js.free_dates.js
var FREE = /^(?:(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*[., ]+)?(?:(\d\d?)[- ]([a-z]{3})[a-z]*(?:-|[., ]+)(\d+)|([a-z]{3})[a-z]*[., ]+(\d\d?)(?:[., ]+(\d+))?|(?:(\d{4})[-\/])?(\d\d?)[-\/](\d\d?)(?:\/(\d+))?)(?:[., ]+(\d\d?):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?([ \u202f](?:am|(p)m)\b)?(?: *[+-]\d{4}(?= +[a-z]))?)?( *z| +(?:utc?|gmt|[ecmp][sd]t))?(?: *([+-])(\d\d?)(?::?([0-5]\d))?)?(?: +(\d{4}))?(?: +\([^()]*\))?$/i;
var MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec ";
var ZONES = "utcgmtz    edt estcdt cstmdt mstpdt pst";
var free_ms = function(text) {
  var part = FREE.exec(text.trim());
  if (!part) {
    return void 0;
  }
  var name = part[2] || part[4];
  var month = name ? place(MONTHS, spelling(name)) : +(part[8] || 0) - 1;
  var day = +(part[1] || part[5] || part[9] || 0);
  var written = (part[3] || part[6] || part[7] || "") + (part[10] || "") + (part[20] || "");
  var year = +(written || 0);
  var hour = +(part[11] || 0);
  if (month < 0 || month > 11 || day < 1 || day > 31 || written.length !== 2 && (written.length !== 4 || year < 1e3) || hour > (part[14] ? 12 : 23) || part[17] && !part[11]) {
    return void 0;
  }
  if (part[14]) {
    var hour = (hour === 12 ? 0 : hour) + (part[15] ? 12 : 0);
  }
  var zone = part[16] ? place(ZONES, spelling(part[16])) * 60 : void 0;
  var behind = part[17] ? minutes_behind(part[17], part[18], part[19]) : zone;
  return ms_of(year < 50 ? year + 2e3 : year, month, day, hour, +(part[12] || 0), +(part[13] || 0), behind);
};
var place = function(words, word) {
  return words.split(word)[0].split(" ").length - 1;
};
var minutes_behind = function(sign, hours, minutes) {
  return -+(sign + "1" || 0) * (+(hours || 0) * 60 + +(minutes || 0));
};

// intercom_destination.events.constants.js
var STANDARD = /* @__PURE__ */ "companies company created_at created custom_attributes company_id id name monthly_spend plan remote_created_at remove user_id email".split(" ");
var NESTED = /* @__PURE__ */ "company companies avatar custom_attributes".split(" ");
var NEVER_DATES = /* @__PURE__ */ "id user_id company_id name email".split(" ");
var RESERVED = /* @__PURE__ */ "app_id api_base widget custom_launcher_selector hide_default_launcher user_hash intercom_user_jwt auth_tokens cookie_domain disabled session_duration installation_type".split(" ");
var TOP_LEVEL = /* @__PURE__ */ "avatar phone language_override unsubscribed_from_emails".split(" ");
var MAX_STRING = 255;
var SECONDS_BELOW = 315576e5;
var MAX_FLAT_DEPTH = 5;
var MAX_DEPTH = 100;

// intercom_destination.events.dates.js
var ISO = /^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:([ T])(\d\d):?(\d\d)(?::?(\d\d)(?:[,.]\d+)?)?(Z|([+-])(\d\d)(?::?(\d\d))?)?)?$/i;
var STRICT = /^\d{4}-\d\d-\d\d/i;
var MILLISECONDS = /\d{13}/i;
var SECONDS = /\d{10}/i;
var strict_seconds = function(value) {
  if (is_date(value)) {
    return seconds_of(date_ms(value));
  }
  if (is_string(value) && STRICT.exec(value)) {
    return seconds_of(iso_ms(value));
  }
  return void 0;
};
var created_seconds = function(value) {
  if (is_date(value)) {
    return seconds_of(date_ms(value));
  }
  if (is_number(value)) {
    return seconds_of(value < SECONDS_BELOW ? value * 1e3 : value);
  }
  if (is_string(value)) {
    var ms = iso_ms(value);
    if (ms === void 0) {
      if (SECONDS.exec(value)) {
        var ms = parseInt(value, 10) * (MILLISECONDS.exec(value) ? 1 : 1e3);
      } else {
        var ms = free_ms(value);
      }
    }
    return seconds_of(ms);
  }
  return void 0;
};
var iso_ms = function(text) {
  var part = ISO.exec(text);
  if (!part) {
    return void 0;
  }
  var zone = part[8] || part[4] !== " " ? 0 : void 0;
  var behind = part[9] ? minutes_behind(part[9], part[10], part[11]) : zone;
  return ms_of(+(part[1] || 0), (+(part[2] || 0) || 1) - 1, +(part[3] || 0) || 1, +(part[5] || 0), +(part[6] || 0), +(part[7] || 0), behind);
};

// intercom_destination.events.values.js
var is_scalar = function(value) {
  return value === null || is_string(value) || is_number(value) || is_boolean(value);
};
var is_nested = function(value) {
  return is_plain(value) || Array.isArray(value);
};
var is_sendable = function(value) {
  return is_nested(value) || is_date(value) || is_scalar(value);
};
var is_identifier = function(value) {
  return value && is_scalar(value);
};
var get_identifier = function(fields, name) {
  var value = get_own(fields, name);
  return is_identifier(value) ? value : void 0;
};
var get_given = function(fields, name) {
  var value = get_own(fields, name);
  return value === null || value === "" ? void 0 : value;
};
var conflict = function(one, other) {
  return one !== void 0 && other !== void 0 && !(one === other);
};
var truncate_custom = function(key, value) {
  return is_string(value) && !STANDARD.includes(key) ? truncate(value, MAX_STRING) : value;
};
var may_be_date = function(key, value, in_event) {
  if (in_event) {
    return key.endsWith("_date") || key.endsWith("_at");
  }
  return !is_string(value) || !NEVER_DATES.includes(key);
};
var clean_value = function(key, value, parents, in_event) {
  if (is_nested(value)) {
    if (parents.includes(value) || parents.length === MAX_DEPTH) {
      return void 0;
    }
    var within = parents.concat([value]);
    if (Array.isArray(value)) {
      var items = [];
      for (var item of value) {
        var kept = clean_value(key, item, within, in_event);
        if (kept !== void 0) {
          items.push(kept);
        }
      }
      return items;
    }
    return map_values(value, ((name, item2) => {
      return clean_value(name, item2, within, in_event);
    }));
  }
  if (may_be_date(key, value, in_event)) {
    var seconds = strict_seconds(value);
    if (seconds !== void 0) {
      return seconds;
    }
  }
  if (is_date(value)) {
    return Date.prototype.toISOString.call(value);
  }
  return is_scalar(value) ? value : void 0;
};

// intercom_destination.web.mapping.settings.js
var DEFAULT_ACTIVATOR = "#IntercomDefaultWidget";
var STRING = ["", is_string, "a string"];
var MESSENGER_STRING = [null, is_string, "a string"];
var MESSENGER_BOOLEAN = [null, is_boolean, "true or false"];
var MESSENGER_NUMBER = [null, is_number, "a number"];
var SETTINGS = { "appId": STRING, "activator": [DEFAULT_ACTIVATOR, is_string, "a string"], "richLinkProperties": [[], are_strings, "a list of strings"], "apiBase": STRING, "customAttributes": ["flat", "", "flat or nested"], "nestedData": ["drop", "", "drop or flatten"], "loadStrategy": ["immediate", "", "immediate or idle or interaction"], "shutdownOnLogout": [true, is_boolean, "true or false"], "segmentFallback": [false, is_boolean, "true or false"], "widgetUrl": ["https://widget.intercom.io/widget/{appId}", is_string, "a string"], "actionColor": MESSENGER_STRING, "backgroundColor": MESSENGER_STRING, "cookieDomain": MESSENGER_STRING, "hideDefaultLauncher": MESSENGER_BOOLEAN, "hideNotifications": MESSENGER_BOOLEAN, "horizontalPadding": MESSENGER_NUMBER, "verticalPadding": MESSENGER_NUMBER, "zIndex": MESSENGER_NUMBER, "sessionDuration": MESSENGER_NUMBER, "alignment": [null, "", "left or right"], "themeMode": [null, "", "light or dark or system"] };
var is_allowed = function(value, row) {
  return row[1] ? row[1](value) : row[2].split(" or ").includes(value);
};
var REGIONS = { "us": "https://api-iam.intercom.io", "eu": "https://api-iam.eu.intercom.io", "au": "https://api-iam.au.intercom.io" };
var checked_settings = function(given_settings, report) {
  var source = as_object(given_settings);
  var checked = function(name, row) {
    var value = get_given(source, name);
    if (value === void 0 || is_allowed(value, row)) {
      return value === void 0 ? row[0] : value;
    }
    report(name, value, row[2]);
    return row[0];
  };
  var settings = merge(source, map_values(SETTINGS, checked));
  set_defined(settings, "apiBase", get_own(REGIONS, spelling(settings["apiBase"])));
  return settings;
};
var messenger_settings = function(settings) {
  var fields = {};
  for (var [name, row] of entries(SETTINGS)) {
    var value = get_own(settings, name);
    if (row[0] === null && value !== null) {
      fields[separated(name, "_")] = value;
    }
  }
  return fields;
};

// intercom_destination.web.client.shared_settings.js
var GLOBAL = "intercomSettings";
var publish = function(client, fields) {
  var root = client["root"];
  var published = client["published"];
  var target = root[GLOBAL];
  if (!is_plain(target)) {
    var target = {};
    root[GLOBAL] = target;
  }
  for (var [key, value] of entries(target === client["shared"] ? fields : merge(published, fields))) {
    if (key === "widget") {
      var key = "custom_launcher_selector";
      var value = value["activator"];
    }
    var there = get_own(target, key);
    if (there === void 0 || there === get_own(published, key)) {
      if (set_key(target, key, value)) {
        published[key] = value;
      }
    } else if (key !== "hide_default_launcher" && get_own(messenger_settings(client["checked"]), key) !== void 0) {
      delete fields[key];
    }
  }
  client["shared"] = target;
};
var has_lost_proof = function(client) {
  var target = client["root"][GLOBAL];
  for (var key of ["user_hash", "intercom_user_jwt"]) {
    if (get_own(client["published"], key) !== void 0 && get_own(target, key) === void 0) {
      return true;
    }
  }
  return false;
};
var set_key = function(target, key, value) {
  try {
    target[key] = value;
  } catch (__except0__) {
    return false;
  }
  return target[key] === value;
};
var withdraw = function(client) {
  var target = client["root"][GLOBAL];
  for (var [key, value] of entries(client["published"])) {
    if (is_plain(target) && get_own(target, key) === value) {
      try {
        delete target[key];
      } catch (__except0__) {
      }
    }
  }
  client["published"] = {};
};

// intercom_destination.web.client.page_trace.js
var GLOBAL2 = "__intercomTrace";
var LIMIT = 2e3;
var emit = function(root, step, diagnostics, detail) {
  var trace = trace_of(root);
  trace["count"]++;
  var row = { "n": trace["count"], "at": Date.now(), "step": step, "diagnostics": snapshot(diagnostics) };
  for (var [key, value] of entries(detail)) {
    row[key] = snapshot(value);
  }
  trace["rows"].push(row);
  if (trace["rows"].length > LIMIT) {
    trace["rows"].shift();
  }
  var page2 = root;
  page2.dispatchEvent(new page2.CustomEvent("intercom:trace", { "detail": row }));
};
var trace_of = function(root) {
  if (!root[GLOBAL2]) {
    var rows = [];
    Object.defineProperty(root, GLOBAL2, { "value": { "rows": rows, "count": 0 }, "configurable": true });
  }
  return root[GLOBAL2];
};
var snapshot = function(value) {
  try {
    var text = JSON.stringify(value, shown);
    return text ? JSON.parse(text) : null;
  } catch (__except0__) {
    return { "unreadable": String(__except0__) };
  }
};
var shown = function(key, value) {
  return typeof value === "function" ? "[function]" : value;
};

// intercom_destination.web.client.console.js
var error = function(root, text) {
  log(root, "error", text);
};
var warn = function(root, text) {
  log(root, "warn", text);
};
var log = function(root, level, text) {
  attempt((() => {
    return root.console[level]("Intercom destination: " + text);
  }));
};
var report_invalid_setting = function(root, what, value, allowed) {
  error(root, what + " is " + stringify(root, value) + ", allowed is " + allowed + "; the default is used");
};
var stringify = function(root, value) {
  return attempt((() => {
    return root.JSON.stringify(value) || root.String(value);
  })) || "unreadable";
};

// intercom_destination.events.traits.js
var by_spelling = function(names) {
  var table = {};
  for (var name of names) {
    table[spelling(name)] = name;
  }
  return table;
};
var SPELLINGS = by_spelling(STANDARD);
var standard_name = function(key) {
  return get_own(SPELLINGS, spelling(key));
};
var normalize_names = function(traits, may_send, settings) {
  var fields = {};
  var misspelled = {};
  for (var [key, value] of entries(traits)) {
    var name = standard_name(key) || key;
    if (may_send(name, value, settings)) {
      if (name === key) {
        fields[key] = value;
      } else if (get_own(misspelled, name) === void 0) {
        misspelled[name] = value;
      }
    }
  }
  return merge(misspelled, fields);
};
var with_created_at = function(fields, names) {
  var dated = fields;
  for (var name of names) {
    var value = get_own(fields, name);
    if (value) {
      if (dated === fields) {
        var dated = map_values(fields, ((key, value2) => {
          return names.includes(key) ? void 0 : value2;
        }));
      }
      set_defined(dated, "created_at", created_seconds(value));
    }
  }
  return dated;
};
var clean_trait = function(key, value) {
  return truncate_custom(key, clean_value(key, value, [], false));
};
var full_name = function(name, traits) {
  if (is_string(name)) {
    return name.trim() || name;
  }
  var first = trimmed(get_spelled(traits, "firstname"));
  var last = trimmed(get_spelled(traits, "lastname"));
  return first && last ? first + " " + last : void 0;
};
var trimmed = function(value) {
  return is_string(value) ? value.trim() : "";
};

// intercom_destination.diagnostics.value_checks.js
var add = function(found, code, key, value) {
  found.push([code, key, value]);
};
var check_keys = function(found, fields) {
  if (is_number(get_own(fields, "length"))) {
    add(found, "js-reserved-key", "length", fields["length"]);
  }
  if (get_own(fields, "nodeType") === 1) {
    add(found, "js-reserved-key", "nodeType", 1);
  }
  if (get_own(fields, "_isBuffer")) {
    add(found, "js-reserved-key", "_isBuffer", fields["_isBuffer"]);
  }
  if (get_own(fields, "valueOf")) {
    add(found, "js-throwing-key", "valueOf", fields["valueOf"]);
  }
  if (get_own(fields, "hasOwnProperty") !== void 0) {
    add(found, "js-throwing-key", "hasOwnProperty", fields["hasOwnProperty"]);
  }
  for (var key of prototype_keys(fields)) {
    add(found, "prototype-key", key, void 0);
  }
  for (var key of keys_without_value(fields)) {
    add(found, "unserializable-value", key, void 0);
  }
};
var check_fields = function(found, source, fields) {
  if (is_plain(fields)) {
    check_keys(found, fields);
  } else if (fields !== void 0 && fields !== null) {
    add(found, "not-an-object", source, fields);
  }
};
var check_unserializable = function(found, key, value, in_event) {
  if (!is_invalid_date(value)) {
    add(found, "unserializable-value", key, value);
  } else {
    add(found, in_event ? "event-invalid-date" : "invalid-date", key, value);
  }
};
var check_unsendable = function(found, name, value, settings) {
  if (!is_sendable(value)) {
    check_unserializable(found, name, value, false);
  } else if (is_nested(value) && !settings["richLinkProperties"].includes(name)) {
    add(found, standard_name(name) === name ? "nested-standard" : "nested", name, value);
    if (name === "created" || name === "created_at") {
      add(found, "invalid-date", name, value);
    }
  }
};
var check_date_format = function(found, key, value) {
  if (is_string(value)) {
    var part = ISO.exec(value);
    if (part ? part[4] === " " : /\d/i.exec(value) && !SECONDS.exec(value)) {
      add(found, "date-format", key, value);
    }
  }
};
var check_value = function(found, key, value, parents, in_event) {
  if (is_nested(value)) {
    if (parents.includes(value) || parents.length === MAX_DEPTH) {
      add(found, "circular-or-too-deep", key, value);
      return;
    }
    var within = parents.concat([value]);
    if (Array.isArray(value)) {
      for (var item of value) {
        check_value(found, key, item, within, in_event);
      }
      return;
    }
    check_keys(found, as_object(value));
    for (var [name, item] of entries(value)) {
      check_value(found, name, item, within, in_event);
    }
    return;
  }
  var seconds = strict_seconds(value);
  if (may_be_date(key, value, in_event)) {
    if (seconds !== void 0) {
      check_date_format(found, key, value);
      if (in_event) {
        add(found, "event-date", key, value);
      }
      return;
    }
  } else if (seconds !== void 0) {
    add(found, in_event ? "event-date" : "date-like-identifier", key, value);
  }
  if (!is_date(value) && !is_scalar(value)) {
    check_unserializable(found, key, value, in_event);
  }
};
var check_length = function(found, key, cleaned) {
  if (truncate_custom(key, cleaned) !== cleaned) {
    add(found, "truncated", key, cleaned);
  }
};
var check_attribute = function(found, key, value, sent) {
  if (sent === null) {
    add(found, "null-overwrites", key, null);
  } else if (key === "custom_attributes") {
    for (var [name, item] of entries(as_object(sent))) {
      check_attribute(found, name, get_own(value, name), item);
    }
  } else if (is_number(sent) && (standard_name(key) !== key || key.endsWith("_at"))) {
    if (is_number(value)) {
      if (key.endsWith("_at") && sent >= SECONDS_BELOW) {
        add(found, "milliseconds", key, value);
      }
    } else if (!key.endsWith("_at")) {
      add(found, "date-needs-at-suffix", key, value);
    }
  }
};
var check_rich_link_spelling = function(found, fields, names) {
  for (var name of names) {
    for (var [key, value] of entries(as_object(fields))) {
      if (key !== name && spelling(key) === spelling(name) && !is_nested(value)) {
        add(found, "rich-link-spelling", key, value);
      }
    }
  }
};

// intercom_destination.diagnostics.settings_checks.js
var check_settings = function(given) {
  var found = [];
  var settings = as_object(given);
  var activator = get_own(settings, "activator");
  if (activator !== void 0 && get_given(settings, "activator") === void 0) {
    add(found, "default-activator", "activator", activator);
  }
  var names = get_own(settings, "richLinkProperties");
  if (names !== void 0 && !are_strings(names)) {
    add(found, "invalid-rich-link-setting", "richLinkProperties", names);
  }
  return found;
};

// intercom_destination.web.mapping.custom_attributes.js
var nest_custom = function(fields, settings) {
  if (settings["customAttributes"] !== "nested") {
    return fields;
  }
  var top = {};
  var custom = {};
  for (var [key, value] of entries(fields)) {
    if (STANDARD.includes(key) || TOP_LEVEL.includes(key)) {
      top[key] = value;
    } else {
      custom[key] = value;
    }
  }
  var custom = merge(custom, as_object(get_own(fields, "custom_attributes")));
  if (entries(custom).length) {
    top["custom_attributes"] = custom;
  }
  return top;
};

// intercom_destination.events.flatten.js
var flatten = function(source, nested, settings) {
  if (settings["nestedData"] !== "flatten") {
    return source;
  }
  var fields = {};
  var spread = function(prefix, value, parents) {
    for (var [key, item] of entries(value)) {
      var path = prefix + key;
      if (is_spread(path, item, nested, settings)) {
        if (parents.length < MAX_FLAT_DEPTH && !parents.includes(item)) {
          spread(path + "_", item, parents.concat([item]));
        }
      } else if (prefix === "" || standard_name(path) === void 0 && get_own(fields, path) === void 0) {
        fields[path] = item;
      }
    }
  };
  spread("", source, [source]);
  return fields;
};
var is_spread = function(path, item, nested, settings) {
  return is_nested(item) && !nested.includes(standard_name(path) || path) && !settings["richLinkProperties"].includes(path);
};

// intercom_destination.events.company.js
var is_company = function(value) {
  return value === null || is_plain(value) || is_string(value) && value !== "";
};
var company_trait = function(value, group, settings) {
  if (is_plain(value)) {
    return fill_from_group(company_object(value, settings), group, settings);
  }
  return value === null ? null : { "id": string_hash(value), "name": value };
};
var company_object = function(value, settings) {
  return map_values(with_company_date(value, settings), ((key, item) => {
    return clean_value(key, item, [value], false);
  }));
};
var with_company_date = function(value, settings) {
  var fields = flatten(value, NESTED, settings);
  var created = {};
  var rest = {};
  var dated = false;
  for (var [key, item] of entries(fields)) {
    var name = standard_name(key);
    if (name === "created" || name === "created_at") {
      var dated = dated || item;
      if (key === name || get_own(created, name) === void 0) {
        created[name] = item;
      }
    } else {
      rest[key] = item;
    }
  }
  return dated ? merge(with_created_at(created, ["created_at", "created"]), rest) : fields;
};
var fill_from_group = function(company, group, settings) {
  var group_id = get_identifier(group, "id");
  var company_id = get_given(company, "company_id");
  var identity = get_given(company, "id");
  if (identity === void 0) {
    var identity = company_id;
  }
  if (identity !== void 0 && !(identity === group_id)) {
    return company;
  }
  var extra = company_fields(as_object(get_own(group, "traits")), settings);
  if (conflict(get_given(company, "name"), get_given(extra, "name"))) {
    return company;
  }
  if (company_id === void 0) {
    set_defined(extra, "id", group_id);
  }
  return merge(extra, company);
};
var is_company_field = function(name, value, settings) {
  return is_sendable(value) && (!is_nested(value) || settings["richLinkProperties"].includes(name));
};
var company_fields = function(traits, settings) {
  var named = normalize_names(flatten(traits, [], settings), is_company_field, settings);
  return map_values(with_created_at(named, ["created", "created_at"]), clean_trait);
};

// intercom_destination.web.mapping.group.js
var group_traits = function(event) {
  return as_object(get_own(event, "traits") || get_own(event, "properties"));
};
var group_company = function(event, settings) {
  var company = company_fields(group_traits(event), settings);
  set_defined(company, "id", get_identifier(event, "groupId"));
  return nest_custom(company, settings);
};

// intercom_destination.events.options.js
var NAME = "Intercom";
var for_destination = function(source) {
  var value = get_own(source, NAME);
  return value ? value : get_spelled(source, "intercom");
};
var context_of = function(event) {
  return get_own(event, "options") || get_own(event, "context");
};
var integrations_of = function(event, context) {
  return get_own(event, "integrations") || get_own(context, "providers") || context;
};
var is_off = function(event) {
  var raw = event;
  if (!is_plain(raw)) {
    return true;
  }
  var context = context_of(event);
  var integrations = integrations_of(event, context);
  var said = for_destination(integrations);
  if (said === void 0) {
    for (var source of [get_own(context, "providers"), context, integrations]) {
      if (!is_boolean(said)) {
        var said = get_spelled(source, "all");
      }
    }
  }
  return said === false;
};
var call_options = function(event) {
  var context = context_of(event);
  return [for_destination(integrations_of(event, context)), for_destination(context)];
};
var launcher_option = function(options) {
  return first_usable(options, ["hideDefaultLauncher", "hide_default_launcher"], is_boolean);
};
var user_hash = function(options) {
  return first_usable(options, ["user_hash", "userHash"], is_identifier);
};
var user_jwt = function(options) {
  return first_usable(options, ["intercom_user_jwt", "intercomUserJwt"], is_identifier);
};
var first_usable = function(options, names, usable) {
  for (var given of options) {
    for (var key of names) {
      var value = get_own(given, key);
      if (usable(value)) {
        return value;
      }
    }
  }
  return void 0;
};

// intercom_destination.web.mapping.identify.js
var person_fields = function(event, token, group, settings) {
  var traits = as_object(get_own(event, "traits"));
  var identity = get_identifier(event, "userId");
  var sent = function(key, value) {
    if (key === "company") {
      return company_trait(value, group, settings);
    }
    return key === "avatar" ? avatar(value) : clean_trait(key, value);
  };
  var named = normalize_names(flatten(traits, NESTED, settings), is_person_field, settings);
  var person = map_values(with_created_at(named, ["created_at", "created"]), sent);
  if (!identity && !is_identifier(get_own(person, "email")) && !token) {
    return void 0;
  }
  set_defined(person, "user_id", identity);
  set_defined(person, "id", identity);
  set_defined(person, "name", full_name(get_own(person, "name"), traits));
  return nest_custom(person, settings);
};
var is_person_field = function(name, value, settings) {
  if (RESERVED.includes(name) || name === "avatar" && Array.isArray(value)) {
    return false;
  }
  if (name === "company") {
    return is_company(value);
  }
  if (is_nested(value)) {
    return NESTED.includes(name) || settings["richLinkProperties"].includes(name);
  }
  return is_sendable(value);
};
var avatar = function(value) {
  var is_picture = is_string(value) && value;
  return is_picture ? { "type": "avatar", "image_url": value } : clean_value("avatar", value, [], false);
};

// intercom_destination.diagnostics.trait_checks.js
var check_person = function(found, event, group, settings, person) {
  var traits = as_object(get_own(event, "traits"));
  var fields = check_flattened(found, traits, NESTED, settings);
  for (var [key, value] of entries(fields)) {
    check_person_field(found, standard_name(key) || key, value, settings);
  }
  check_renamed(found, fields, is_person_field, settings);
  var named = normalize_names(fields, is_person_field, settings);
  check_created(found, named, ["created_at", "created"]);
  for (var [key, value] of entries(with_created_at(named, ["created_at", "created"]))) {
    if (key === "company") {
      check_company(found, value, get_own(person, "company"), group, settings);
    } else if (key === "avatar" && is_string(value)) {
    } else if (key === "avatar") {
      check_value(found, key, value, [], false);
    } else {
      check_trait(found, key, value);
    }
  }
  if (person === void 0) {
    add(found, "anonymous-identify", "userId", get_own(event, "userId"));
  } else if (get_identifier(event, "userId") === void 0) {
    var given = get_own(event, "userId");
    if (given !== void 0 && given !== null) {
      add(found, "invalid-user-id", "userId", given);
    }
  }
};
var check_person_field = function(found, name, value, settings) {
  if (RESERVED.includes(name)) {
    add(found, "reserved", name, value);
  } else if (name === "company") {
    if (!is_company(value)) {
      add(found, "invalid-company", name, value);
    }
  } else {
    if (name === "avatar" && (is_nested(value) || is_string(value) && value !== "")) {
      add(found, "avatar", name, value);
    }
    if (!is_nested(value) || !NESTED.includes(name)) {
      check_unsendable(found, name, value, settings);
    }
  }
};
var check_company_traits = function(found, traits, settings) {
  var fields = check_flattened(found, traits, [], settings);
  for (var [key, value] of entries(fields)) {
    check_unsendable(found, standard_name(key) || key, value, settings);
  }
  check_renamed(found, fields, is_company_field, settings);
  var named = normalize_names(fields, is_company_field, settings);
  var is_dated = check_created(found, named, ["created", "created_at"]);
  var created = get_own(named, "created_at");
  if (!is_dated && created !== void 0 && created !== null) {
    add(found, "created-passthrough", "created_at", created);
  }
  for (var [key, value] of entries(named)) {
    if (!is_dated || key !== "created" && key !== "created_at") {
      check_trait(found, key, value);
    }
  }
};
var check_company = function(found, value, sent, group, settings) {
  if (is_string(value)) {
    add(found, "company-name", "company", value);
  }
  if (!is_plain(value)) {
    return;
  }
  check_keys(found, value);
  var fields = check_flattened(found, value, NESTED, settings);
  var created = {};
  for (var [key, item] of entries(fields)) {
    var name = standard_name(key);
    if (name === "created" || name === "created_at") {
      if (is_nested(item)) {
        add(found, "nested-standard", key, item);
      }
      if (key === name || get_own(created, name) === void 0) {
        created[name] = item;
      }
    }
  }
  check_created(found, created, ["created_at", "created"]);
  var own = {};
  for (var [key, item] of entries(with_company_date(value, settings))) {
    var cleaned = clean_value(key, item, [value], false);
    set_defined(own, key, cleaned);
    check_value(found, key, item, [value], false);
    check_attribute(found, key, item, cleaned);
  }
  check_filled(found, own, sent, group, settings);
};
var check_filled = function(found, own, sent, group, settings) {
  var from_group = false;
  for (var [key, item] of entries(as_object(sent))) {
    if (get_own(own, key) === void 0) {
      var from_group = true;
      add(found, "filled-from-group", key, item);
    }
  }
  if (from_group) {
    check_company_traits(found, as_object(get_own(group, "traits")), settings);
  }
};
var check_trait = function(found, key, value) {
  var cleaned = clean_value(key, value, [], false);
  check_value(found, key, value, [], false);
  check_length(found, key, cleaned);
  check_attribute(found, key, value, cleaned);
};
var check_flattened = function(found, source, nested, settings) {
  var fields = flatten(source, nested, settings);
  if (fields !== source) {
    check_spread(found, "", source, [source], fields, nested, settings);
  }
  return fields;
};
var check_spread = function(found, prefix, value, parents, fields, nested, settings) {
  for (var [key, item] of entries(value)) {
    var path = prefix + key;
    if (is_spread(path, item, nested, settings)) {
      if (parents.length < MAX_FLAT_DEPTH && !parents.includes(item)) {
        if (prefix === "") {
          add(found, "flattened", key, item);
        }
        check_spread(found, path + "_", item, parents.concat([item]), fields, nested, settings);
      } else {
        add(found, parents.includes(item) ? "circular-or-too-deep" : "nested", path, item);
      }
    } else if (get_own(fields, path) !== item) {
      add(found, "flattened-name", path, item);
    }
  }
};
var check_renamed = function(found, fields, may_send, settings) {
  for (var [key, value] of entries(fields)) {
    var name = standard_name(key) || key;
    if (name !== key && may_send(name, value, settings) && !(key === "createdAt" && is_read_alike(fields, value))) {
      add(found, "spelling", key, value);
    }
  }
};
var is_read_alike = function(traits, created) {
  return created && created_seconds(created) !== void 0 && get_own(traits, "created_at") === void 0;
};
var check_created = function(found, fields, names) {
  var is_dated = false;
  for (var name of names) {
    var value = get_own(fields, name);
    if (value) {
      var is_dated = true;
      check_date_format(found, name, value);
      if (created_seconds(value) === void 0) {
        add(found, "invalid-date", name, value);
      }
    }
  }
  return is_dated;
};

// intercom_destination.diagnostics.segment_reference.js
var check_options = function(found, method, event) {
  var given = call_options(event);
  if (given[0] === void 0 && given[1] === void 0) {
    return;
  }
  var read2 = is_object(given[0]) ? given[0] : get_spelled(context_of(event), "intercom");
  if (read2 === null) {
    add(found, "null-options", "Intercom", read2);
  }
  var launcher = get_own(read2, "hideDefaultLauncher");
  check_option(found, "invalid-launcher-option", given, ["hideDefaultLauncher", "hide_default_launcher"], is_boolean, launcher);
  if (method === "identify") {
    var user_hash2 = get_own(read2, "user_hash");
    if (!user_hash2) {
      var user_hash2 = get_own(read2, "userHash");
    }
    check_option(found, "invalid-option", given, ["user_hash", "userHash"], is_identifier, user_hash2);
    check_option(found, "invalid-option", given, ["intercom_user_jwt", "intercomUserJwt"], is_identifier, void 0);
  }
};
var is_object = function(value) {
  return value === null || is_plain(value) || Array.isArray(value) || is_date(value);
};
var check_option = function(found, code, given, names, usable, theirs) {
  for (var options of given) {
    for (var name of names) {
      var value = get_own(options, name);
      if (usable(value)) {
        if (!(value === theirs)) {
          add(found, "nonstandard-option", name, value);
        }
        return;
      }
      if (value !== void 0) {
        add(found, code, name, value);
      }
    }
  }
};
var check_revenue = function(found, name, properties, price) {
  var revenue = get_spelled(properties, "revenue");
  var amount = amount_read(name, revenue, properties);
  if (amount && (price === void 0 || amount * 100 !== price["amount"])) {
    add(found, "price", revenue ? "revenue" : "total", revenue ? revenue : amount);
  }
  var currency = get_spelled(properties, "currency");
  if (price === void 0) {
    if (revenue !== void 0 && !is_nested(revenue)) {
      add(found, "invalid-price", "revenue", revenue);
    } else if (currency !== void 0 && !is_nested(currency)) {
      add(found, "invalid-price", "currency", currency);
    } else if (amount) {
      add(found, "invalid-price", "total", amount);
    }
  } else {
    var theirs = get_own(properties, "currency");
    if (!((theirs ? theirs : "USD") === price["currency"])) {
      add(found, "currency", "currency", currency);
    }
  }
};
var amount_read = function(name, revenue, properties) {
  var value = revenue;
  if (!value) {
    var value = get_spelled(properties, "total");
    if (!/^[ _]?(completed[ _]?order|order[ _]?completed[ _]?$)/i.exec(name)) {
      return void 0;
    }
  }
  if (is_string(value)) {
    return parseFloat(value.split("$").join(""));
  }
  var infinite = parseFloat("Infinity");
  return is_number(value) || value === infinite || value === -infinite ? value : void 0;
};

// intercom_destination.events.revenue.js
var ORDER = /^[ _]?(completed[ _]?order|order[ _]?completed)[ _]?$/i;
var GROUPED = /^[^,]*\d(,\d{3})+(?![\d,])/i;
var is_price_key = function(key) {
  return key === "price" || ["revenue", "currency"].includes(spelling(key));
};
var is_order = function(name) {
  return ORDER.exec(name);
};
var price_of = function(total_counts, properties) {
  var revenue = get_spelled(properties, "revenue");
  if (!revenue && total_counts) {
    var revenue = get_spelled(properties, "total");
  }
  if (is_string(revenue) && strict_seconds(revenue) === void 0) {
    var digits = revenue.split("$").join("");
    var revenue = parseFloat(GROUPED.exec(digits) ? digits.split(",").join("") : digits);
  }
  var amount = is_number(revenue) ? Math.round(revenue * 100) : 0;
  if (!is_number(amount) || amount <= 0) {
    return void 0;
  }
  var currency = get_spelled(properties, "currency");
  return { "amount": amount, "currency": is_identifier(currency) ? currency : "usd" };
};

// intercom_destination.diagnostics.property_checks.js
var check_properties = function(found, event, settings) {
  var properties = as_object(get_own(event, "properties"));
  var name = get_own(event, "event");
  if (!is_string(name) || name === "") {
    return;
  }
  var price = price_of(is_order(name), properties);
  check_revenue(found, name, properties, price);
  check_rich_link_spelling(found, properties, settings["richLinkProperties"]);
  for (var [key, value] of entries(check_flattened(found, properties, [], settings))) {
    if (price && is_price_key(key)) {
    } else if (is_nested(value) && !settings["richLinkProperties"].includes(key)) {
      check_unsendable(found, key, value, settings);
    } else {
      var name = standard_name(key);
      if (name !== void 0 && name !== key) {
        add(found, "event-spelling", key, value);
      }
      check_value(found, key, value, [], true);
      check_length(found, key, clean_value(key, value, [], true));
    }
  }
};
var check_milliseconds = function(found, event) {
  for (var [key, value] of entries(as_object(get_own(event, "properties")))) {
    if (is_number(value) && value >= SECONDS_BELOW && may_be_date(key, value, true)) {
      add(found, "milliseconds", key, value);
    }
  }
};

// intercom_destination.diagnostics.call_checks.js
var SHOWN_IN_DOCUMENT = 5;
var KEPT_BY_INTERCOM = 20;
var EVENT_NAMES = 120;
var check_identify = function(found, event) {
  if (is_nested(get_own(event, "userId"))) {
    add(found, "nested-standard", "userId", event["userId"]);
  }
  var traits = as_object(get_own(event, "traits"));
  if (is_plain(get_own(traits, "company"))) {
    return;
  }
  for (var [key, value] of entries(traits)) {
    var name = spelling(key);
    if (name === "company" && (get_spelled(value, "created") || get_spelled(value, "createdat")) || (name === "company.created" || name === "company.createdat") && value) {
      add(found, "js-throwing-key", key, value);
    }
  }
};
var check_metadata = function(found, name, metadata2, settings) {
  var count = 0;
  for (var [key, value] of entries(metadata2)) {
    if (count === 1 && is_plain(get_own(metadata2, "price"))) {
      add(found, "metadata-order", "price", void 0);
    } else if (count === 1 && settings["richLinkProperties"].includes(key)) {
      add(found, "metadata-order", key, value);
    }
    count++;
  }
  if (count > KEPT_BY_INTERCOM) {
    add(found, "metadata-dropped", name, count);
  } else if (count > SHOWN_IN_DOCUMENT) {
    add(found, "metadata-hidden", name, count);
  }
};
var check_event_name = function(found, name, event, session, names) {
  var known = session["person_id"] !== void 0 || session["person_email"] !== void 0;
  if (!known && get_identifier(event, "userId") === void 0) {
    add(found, "event-without-user", name, void 0);
  }
  if (names["count"] <= EVENT_NAMES && get_own(names["seen"], name) === void 0) {
    names["seen"][name] = 1;
    names["count"]++;
    if (names["count"] > EVENT_NAMES) {
      add(found, "too-many-event-names", name, names["count"]);
    }
  }
};
var check_sent_company = function(found, company) {
  if (!is_plain(company) || get_own(company, "remove")) {
    return;
  }
  var identity = get_own(company, "company_id") === void 0 ? get_own(company, "id") : company["company_id"];
  if (!is_identifier(identity)) {
    add(found, "company-incomplete", "id", identity);
  }
  if (get_identifier(company, "name") === void 0) {
    add(found, "company-incomplete", "name", get_own(company, "name"));
  }
};
var check_verification = function(found, fields) {
  if (get_own(fields, "user_hash") === void 0 && get_own(fields, "intercom_user_jwt") === void 0) {
    add(found, "hash-missing", "user_hash", void 0);
  }
};

// intercom_destination.diagnostics.event_checks.js
var new_names = function() {
  return { "seen": {}, "count": 0 };
};
var check_event = function(method, event, group, settings, session, calls, names, is_unverified) {
  var found = [];
  var raw = event;
  if (settings["appId"] === "") {
    add(found, "missing-app-id", "appId", void 0);
  } else if (!is_plain(raw)) {
    add(found, "invalid-event", "event", event);
  } else if (is_off(event)) {
    add(found, "disabled-by-integrations", "integrations", get_own(event, "integrations"));
  } else {
    check_data(found, method, event, group, settings, calls);
    for (var call of calls) {
      if (call[0] === "trackEvent") {
        check_metadata(found, call[1], call[2], settings);
        check_event_name(found, call[1], event, session, names);
      } else if (call[0] !== "shutdown") {
        check_sent_company(found, get_own(call[1], "company"));
        if (is_unverified) {
          check_verification(found, call[1]);
        }
      }
    }
  }
  return found;
};
var check_data = function(found, method, event, group, settings, calls) {
  var traits = get_own(event, "traits");
  if (method === "track") {
    check_properties(found, event, settings);
    check_fields(found, "properties", get_own(event, "properties"));
    check_milliseconds(found, event);
    if (!calls.length) {
      add(found, "invalid-event-name", "event", get_own(event, "event"));
    }
  } else {
    if (method === "identify") {
      var person = calls.length ? calls[calls.length - 1][1] : void 0;
      check_person(found, event, group, settings, person);
      if (calls.length > 1) {
        add(found, "another-person", "userId", get_own(person, "user_id"));
      }
    } else if (method === "group") {
      check_company_traits(found, group_traits(event), settings);
    }
    check_options(found, method, event);
    if (method !== "page") {
      check_fields(found, "traits", traits);
      check_rich_link_spelling(found, as_object(traits), settings["richLinkProperties"]);
    }
  }
  var identity = method === "track" ? "event" : method === "group" ? "groupId" : "userId";
  if (method !== "page" && calls.length && strict_seconds(get_own(event, identity)) !== void 0) {
    add(found, "date-like-identifier", identity, get_own(event, identity));
  }
  if (method === "identify") {
    check_identify(found, event);
  }
};

// intercom_destination.diagnostics.codes.js
var DOCUMENT = "https://segment.com/docs/destinations/intercom/";
var LONGEST_SHOWN = 60;
var DIAGNOSTICS = { "anonymous-identify": ["", "identify", "no user id, email or intercom_user_jwt; nothing is sent, as Intercom gets no leads this way"], "another-person": ["D26", "identify", "another person in the same session; the first one's is ended before the boot"], "avatar": ["D7", "identify", "a string becomes Intercom's avatar object, an object passes, a list is dropped"], "circular-or-too-deep": ["D22", "arrays-and-objects", "contains itself, or is nested deeper than 100 levels; dropped"], "company-incomplete": ["", "group", "missing; Intercom creates a company only with an id and a name"], "company-name": ["D1", "identify", "a name in place of a company; sent as an object, with a hash of the name as its id"], "created-passthrough": ["D13", "group", "no date; passes under this name only, where Segment's own integration adds created"], "currency": ["D5", "revenue-and-currency", "no currency under just this name; another spelling counts, else usd is sent"], "date-format": ["D27", "identify", "a form that Segment's own integration leaves to the browser, or reads in another zone; read alike everywhere"], "date-like-identifier": ["D15", "identify", "looks like a date; an id, name or email never is one; sent as it is"], "date-needs-at-suffix": ["", "identify", "a date, but Intercom reads one only where the name ends in _at; kept as a number"], "default-activator": ["D21", "my-intercom-widget-doesn-t-show-up", "empty; the default is used"], "disabled-by-integrations": ["D10", "identity-verification-plus-filtering-via-destinations-object", "switched off; nothing is sent"], "event-date": ["D6", "track", "a date; sent as unix seconds where the key ends in _date or _at, else as text"], "event-invalid-date": ["D6", "track", "a Date object that holds no date; dropped"], "event-spelling": ["D14", "track", "another spelling of a standard name; an ordinary key in an event"], "event-without-user": ["", "track", "an event before a known user; Intercom keeps events of known users only"], "filled-from-group": ["D3", "identify", "missing in the company, so taken from the group"], "flattened": ["", "arrays-and-objects", "an object or a list; its parts are sent under names of their own"], "flattened-name": ["", "arrays-and-objects", "a flattened name that another value has, or that Intercom knows; dropped"], "hash-missing": ["", "identity-verification", "missing: the site has taken it out of window.intercomSettings; Intercom answers 403"], "invalid-company": ["", "identify", "no company: neither an object nor a name; dropped"], "invalid-date": ["D16", "identify", "cannot be read as a date; dropped"], "invalid-event": ["D9", "", "the event is no object; nothing is sent"], "invalid-event-name": ["D9", "track", "the event's name is missing, empty or no string; nothing is sent"], "invalid-launcher-option": ["", "conditionally-show-the-intercom-chat-widget-browser-only", "neither true nor false; ignored"], "invalid-option": ["", "identity-verification", "empty or no plain value; ignored"], "invalid-price": ["D19", "revenue-and-currency", "no price comes from it; passes as an ordinary property"], "invalid-rich-link-setting": ["D25", "", "no list of names; none is a rich link"], "invalid-user-id": ["D23", "identify", "empty or no plain value; the person has no user id"], "js-reserved-key": ["D18", "arrays-and-objects", "an ordinary key here, where Segment's own integration loses data"], "js-throwing-key": ["D9", "arrays-and-objects", "an ordinary key here, where Segment's own integration throws"], "metadata-dropped": ["", "limited-properties", "more than 20 properties; Intercom keeps the first 20"], "metadata-hidden": ["", "limited-properties", "more than 5 properties; the document says that only 5 are shown"], "metadata-order": ["D11", "limited-properties", "price and rich links go before the rest, since Intercom shows only the first few"], "milliseconds": ["", "identify", "milliseconds, but Intercom reads seconds here; divide by 1000"], "missing-app-id": ["D24", "getting-started", "no appId; nothing is sent"], "nested": ["", "arrays-and-objects", "an object or a list; Intercom takes none here; dropped"], "nested-standard": ["D17", "arrays-and-objects", "an object or a list under a standard name; dropped"], "non-string-key": ["", "", "a key that is not a string; dropped"], "nonstandard-option": ["D20", "identity-verification", "an option that Segment's own integration would not have read"], "not-an-object": ["D9", "arrays-and-objects", "no plain object; counts as empty"], "null-options": ["D9", "identity-verification", "null in place of options; counts as none"], "null-overwrites": ["", "identify", "null overwrites what Intercom has stored under this name"], "price": ["D2", "revenue-and-currency", "Intercom takes positive whole cents; rounded, thousands commas read, else no price"], "prototype-key": ["D8", "arrays-and-objects", "a key that could reach a prototype; dropped"], "queue-full": ["", "", "100 events wait for the Messenger already; the oldest is dropped"], "rate-limited": ["", "page", "15 of the 20 boots and updates of 30 minutes are spent; updates wait"], "reserved": ["D12", "identify", "only settings and options may set this; dropped"], "rich-link-spelling": ["D14", "", "another spelling of a rich link's name; an ordinary key"], "setting": ["", "", "not allowed for this setting; the default is used"], "spelling": ["D13", "identify", "another spelling of a standard name, which it takes where that is free; else it goes"], "too-many-event-names": ["", "limited-events", "the 121st event name; Intercom takes no more than 120 active ones"], "truncated": ["D4", "identify", "longer than 255 characters, which is what Intercom keeps; cut"], "unserializable-value": ["D22", "arrays-and-objects", "no data (a function, an element, NaN, ...); dropped"], "unsupported-method": ["", "", "only page, identify, group and track become calls of Intercom; nothing is sent"], "widget-blocked": ["", "my-intercom-widget-doesn-t-show-up", "the widget could not be loaded; an ad blocker, or the policy"] };
var message = function(code, key, value) {
  var diagnostic = get_own(DIAGNOSTICS, code);
  if (diagnostic === void 0) {
    return code + ": " + key;
  }
  var text = code + ": " + (key !== "" ? '"' + key + '": ' : "") + diagnostic[2];
  if (is_string(value)) {
    var kept = truncate(value, LONGEST_SHOWN);
    var text = text + '; got "' + kept + (kept === value ? '"' : '..."');
  }
  return text;
};
var link = function(code) {
  var diagnostic = get_own(DIAGNOSTICS, code);
  return diagnostic === void 0 || diagnostic[1] === "" ? "" : DOCUMENT + "#" + diagnostic[1];
};

// intercom_destination.diagnostics.page_diagnostics.js
var enable_diagnostics = function(root) {
  var said = {};
  var names = new_names();
  var say = function(found) {
    for (var row of found) {
      var name = row[0] + " " + row[1];
      if (!said[name]) {
        said[name] = true;
        warn(root, message(row[0], row[1], row[2]));
      }
    }
  };
  var configured = function(client, given) {
    var found = check_settings(given);
    emit(root, "settings", described(found), { "settings": given, "used": client["checked"] });
    say(found);
  };
  var mapped = function(client, method, event, group, calls) {
    var is_unverified = has_lost_proof(client);
    var found = check_event(method, event, group, client["checked"], client["session"], calls, names, is_unverified);
    emit(root, method, described(found), { "event": event, "calls": calls });
    say(found);
  };
  var noted = function(code, key, value) {
    var found = [[code, key, value]];
    emit(root, "note", described(found), {});
    say(found);
  };
  listeners["configured"] = ((client, given) => {
    return attempt((() => {
      return configured(client, given);
    }));
  });
  listeners["mapped"] = ((client, method, event, group, calls) => {
    return attempt((() => {
      return mapped(client, method, event, group, calls);
    }));
  });
  listeners["noted"] = ((code, key, value) => {
    return attempt((() => {
      return noted(code, key, value);
    }));
  });
};
var described = function(found) {
  var rows = [];
  for (var [code, key, value] of found) {
    var diagnostic = get_own(DIAGNOSTICS, code);
    var difference = diagnostic ? diagnostic[0] : "";
    var text = message(code, key, value);
    rows.push({ "code": code, "difference": difference, "key": key, "text": text, "link": link(code) });
  }
  return rows;
};

// intercom_destination.web.entrypoints.development_file.js
if (typeof window !== "undefined") {
  attempt((() => {
    return enable_diagnostics(window);
  }));
}

// intercom_destination.web.entrypoints.page_global.js
var page = function() {
  return typeof window === "undefined" ? {} : window;
};

// intercom_destination.web.client.launcher.js
var INTERCOM_LAUNCHER = ".intercom-lightweight-app,#intercom-container";
var LEAST_PADDING = 20;
var LAYER = 2147483e3;
var LAUNCHER_ATTRIBUTE = "data-intercom-destination";
var MARKED = "[data-intercom-destination]";
var LAUNCHER_CSS = "all:initial;outline:revert;outline-offset:2px;position:fixed;width:48px;height:48px;border-radius:50%;cursor:pointer;box-shadow:0 1px 9px #0006;";
var BUBBLE = "background:radial-gradient(COLOUR 9px,#0000 10px),linear-gradient(COLOUR,COLOUR)14px 24px/10px 10px no-repeat";
var show_launcher = function(client) {
  var settings = client["checked"];
  if (settings["loadStrategy"] === "interaction" && settings["activator"] === DEFAULT_ACTIVATOR) {
    attempt((() => {
      return update_launcher(client, true);
    }));
  }
};
var hide_launcher = function(client) {
  if (client["watcher"]) {
    client["watcher"].disconnect();
    client["watcher"] = null;
  }
  for (var launcher of client["root"].document.querySelectorAll(MARKED)) {
    launcher.remove();
  }
};
var update_launcher = function(client, placed) {
  var root = client["root"];
  var document = root.document;
  var shared = root.intercomSettings || {};
  if (shared.hide_default_launcher === true || !client["unfinished"] || client["gave_up"] || document.querySelector(INTERCOM_LAUNCHER)) {
    hide_launcher(client);
  } else {
    watch_page(client);
    var launcher = document.querySelector(MARKED);
    if (!launcher && document.body) {
      var launcher = document.body.appendChild(draw_launcher(document));
      var placed = true;
    }
    if (placed && launcher) {
      place_launcher(root, launcher, shared);
    }
  }
};
var draw_launcher = function(document) {
  var button = document.createElement("button");
  button.type = "button";
  button.setAttribute(LAUNCHER_ATTRIBUTE, "");
  button.setAttribute("aria-label", "Open Intercom Messenger");
  return button;
};
var place_launcher = function(root, button, shared) {
  var dark = shared.theme_mode === "dark" || shared.theme_mode !== "light" && root.matchMedia && root.matchMedia("(prefers-color-scheme:dark)").matches;
  var side = shared.alignment === "left" ? "left:" : "right:";
  var place2 = side + padding(shared.horizontal_padding) + ";bottom:" + padding(shared.vertical_padding);
  var bubble = BUBBLE.split("COLOUR").join(dark && !shared.action_color ? "#222" : "#fff");
  button.style.cssText = LAUNCHER_CSS + place2 + ";" + bubble;
  button.style.zIndex = shared.z_index || LAYER;
  button.style.backgroundColor = dark ? "#fff" : "#222";
  button.style.backgroundColor = shared.action_color;
};
var padding = function(given) {
  var least = LEAST_PADDING;
  return (given >= least ? given : least) + "px";
};
var watch_page = function(client) {
  var root = client["root"];
  if (root.MutationObserver && !client["watcher"]) {
    var watcher = new root.MutationObserver((() => {
      return attempt((() => {
        return update_launcher(client, false);
      }));
    }));
    client["watcher"] = watcher;
    watcher.observe(root.document, { "childList": true, "subtree": true });
  }
};

// intercom_destination.web.client.widget.js
var PAUSES = [1e3, 4e3, 16e3];
var POLICY = "intercom-destination";
var TRUSTED = {};
var current_script = function(root, otherwise) {
  var document = root.document;
  var running = document && document.currentScript;
  return running && running.tagName === "SCRIPT" ? running : document && document.querySelector(otherwise);
};
var current_nonce = function(root) {
  var script = current_script(root, "script[nonce]");
  return script && script.nonce;
};
var widget_url = function(settings) {
  return settings["widgetUrl"].split("{appId}").join(encodeURIComponent(settings["appId"]));
};
var fetch_widget = function(client) {
  var root = client["root"];
  var settings = client["checked"];
  var document = root.document;
  var failures = 0;
  var url = trusted(root, widget_url(settings));
  var insert = function() {
    if (!client["allowed"]) {
      client["fetched"] = false;
      return;
    }
    var script = document.createElement("script");
    var failed = function() {
      script.remove();
      var pause = PAUSES[failures];
      failures++;
      if (pause) {
        root.setTimeout((() => {
          return attempt(insert);
        }), pause);
        return;
      }
      if (!client["gave_up"]) {
        warn(root, "cannot load the Messenger from " + settings["widgetUrl"] + "; blocked or offline?");
        if (true) {
          note("widget-blocked", "widgetUrl", settings["widgetUrl"]);
        }
      }
      client["gave_up"] = true;
      hide_launcher(client);
      failures = 0;
      root.addEventListener("online", (() => {
        return attempt(insert);
      }), { "once": true });
    };
    var put_in = function() {
      script["async"] = true;
      script.src = url;
      script.onerror = (() => {
        return attempt(failed);
      });
      if (client["widget_nonce"]) {
        script.setAttribute("nonce", client["widget_nonce"]);
      }
      return (document.head || document.documentElement).appendChild(script);
    };
    if (!attempt(put_in)) {
      failures = PAUSES.length;
      failed();
    }
  };
  insert();
};
var trusted = function(root, url) {
  var only_this = function(asked) {
    return asked === url ? url : null;
  };
  var make = function() {
    return root.trustedTypes.createPolicy(POLICY, { "createScriptURL": only_this }).createScriptURL(url);
  };
  if (root.trustedTypes && !TRUSTED[url]) {
    TRUSTED[url] = attempt(make);
  }
  return TRUSTED[url] || url;
};

// intercom_destination.web.client.load_strategy.js
var INTERACTIONS = ["mouseover", "focusin", "touchstart", "click"];
var LONGEST_WAIT_FOR_IDLE = 2e3;
var LONGEST_WAIT_AFTER_PARSING = 5e3;
var is_waiting = function(client) {
  return client["stub"] && client["root"].Intercom === client["stub"];
};
var allow_widget = function(client) {
  client["allowed"] = true;
  request_widget(client);
};
var request_widget = function(client) {
  if (client["allowed"] && client["wanted"] && is_waiting(client)) {
    var strategy = client["opening"] ? "" : client["checked"]["loadStrategy"];
    if (strategy === "idle") {
      when_idle(client);
    } else if (strategy === "interaction") {
      watch_activator(client);
    } else {
      fetch_now(client);
    }
  }
};
var fetch_now = function(client) {
  if (!client["fetched"]) {
    client["fetched"] = true;
    attempt((() => {
      return fetch_widget(client);
    }));
  }
};
var when_idle = function(client) {
  var root = client["root"];
  var action = function() {
    fetch_now(client);
  };
  var loaded = function() {
    var when_free = root.requestIdleCallback || root.setTimeout;
    when_free(action, { "timeout": LONGEST_WAIT_FOR_IDLE });
  };
  var parsed = function() {
    root.setTimeout(action, LONGEST_WAIT_AFTER_PARSING);
  };
  var state = root.document.readyState;
  if (state === "complete") {
    loaded();
  } else {
    root.addEventListener("load", (() => {
      return attempt(loaded);
    }), { "once": true });
    if (state === "loading") {
      root.addEventListener("DOMContentLoaded", (() => {
        return attempt(parsed);
      }), { "once": true });
    } else {
      parsed();
    }
  }
};
var watch_activator = function(client) {
  var root = client["root"];
  var document = root.document;
  var selector = client["checked"]["activator"];
  if (attempt((() => {
    return document.querySelector(selector);
  })) === void 0) {
    report_invalid_setting(root, 'setting "activator"', selector, "a CSS selector");
    var selector = DEFAULT_ACTIVATOR;
  }
  var noticed = function(event) {
    if (event.target.closest(MARKED) || root.Intercom === client["stub"] && event.target.closest(selector)) {
      if (event.type === "click" && !client["gave_up"]) {
        event.preventDefault();
        request_open(client);
      }
      fetch_now(client);
    } else if (root.Intercom !== client["stub"]) {
      for (var name2 of INTERACTIONS) {
        document.removeEventListener(name2, on_event, true);
      }
    }
  };
  var on_event = function(event) {
    attempt((() => {
      return noticed(event);
    }));
  };
  for (var name of INTERACTIONS) {
    document.addEventListener(name, on_event, { "capture": true, "passive": name !== "click" });
  }
};
var request_open = function(client) {
  if (!client["opening"] || client["root"].Intercom !== client["stub"]) {
    client["root"].Intercom("show");
  }
};

// intercom_destination.web.session.js
var CLAIMED_MARK = "-";
var new_session = function() {
  var session = { "ends": 0, "library_says": void 0 };
  end_session(session);
  return session;
};
var end_session = function(session) {
  session["booted"] = false;
  session["saw_cookie"] = false;
  session["remembered"] = void 0;
  session["person_id"] = void 0;
  session["person_email"] = void 0;
  session["ends"]++;
};
var observe = function(session, remembered, has_cookie, user) {
  if (session["saw_cookie"] && !has_cookie) {
    end_session(session);
  } else if (remembered !== void 0) {
    if (conflict(session["remembered"], remembered)) {
      end_session(session);
    }
    session["remembered"] = remembered;
  }
  session["saw_cookie"] = has_cookie;
  var has_left = session["library_says"] === "has" && user === "had";
  session["library_says"] = user;
  var known = session["remembered"];
  var is_missed = known !== void 0 && known === known.split(CLAIMED_MARK).join("");
  return has_left || is_missed && ["had", "keeps"].includes(user);
};
var start_identify = function(session, fields, token_user_id2, ends) {
  var user_id = get_identifier(fields, "user_id");
  var email = get_identifier(fields, "email");
  var user = session["library_says"];
  var mark = ["keeps", "never"].includes(user) ? CLAIMED_MARK : "";
  if (!user_id && !email) {
    if (!is_identifier(token_user_id2)) {
      return false;
    }
    var user_id = token_user_id2;
    var mark = CLAIMED_MARK;
  }
  var another = is_another(session, user_id, email);
  if (another) {
    end_session(session);
    session["booted"] = !ends;
  }
  if (user_id !== void 0) {
    session["person_id"] = user_id;
  }
  session["person_email"] = email;
  var known = session["person_id"] === void 0 ? session["person_email"] : session["person_id"];
  if (ends) {
    session["remembered"] = mark + string_hash(known);
  }
  return another && ends;
};
var is_another = function(session, user_id, email) {
  var known_id = session["person_id"];
  var known_email = session["person_email"];
  var remembered = session["remembered"];
  if (known_id === void 0 && !known_email) {
    return remembered !== void 0 && ![string_hash(user_id), string_hash(email)].includes(remembered.split(CLAIMED_MARK).join(""));
  }
  return conflict(user_id, known_id) || user_id === void 0 && known_id === void 0 && conflict(email, known_email);
};

// intercom_destination.web.mapping.track.js
var metadata = function(event, settings) {
  var properties = as_object(get_own(event, "properties"));
  var price = price_of(is_order(get_own(event, "event")), properties);
  var first = { "price": price };
  var rest = {};
  for (var [key, value] of entries(flatten(properties, [], settings))) {
    var rich = settings["richLinkProperties"].includes(key);
    if (!(price && is_price_key(key)) && (rich || !is_nested(value))) {
      set_defined(rich ? first : rest, key, truncate_custom(key, clean_value(key, value, [], true)));
    }
  }
  return merge(first, rest);
};

// intercom_destination.web.mapping.calls.js
var calls_for = function(method, event, group, settings, session) {
  var calls = [];
  if (settings["appId"] === "" || is_off(event)) {
    return calls;
  }
  if (method === "track") {
    var name = get_own(event, "event");
    if (is_string(name) && name) {
      calls.push(["trackEvent", name, metadata(event, settings)]);
    }
  } else {
    var name = "update";
    var options = call_options(event);
    var fields = {};
    if (method === "group") {
      fields["company"] = group_company(event, settings);
    } else {
      if (method === "identify") {
        var token = user_jwt(options);
        var fields = person_fields(event, token, group, settings);
        if (fields === void 0) {
          return calls;
        }
        if (start_identify(session, fields, token_user_id(token), settings["shutdownOnLogout"])) {
          calls.push(["shutdown"]);
        }
        set_defined(fields, "user_hash", user_hash(options));
        set_defined(fields, "intercom_user_jwt", token);
      }
      fields["app_id"] = settings["appId"];
      set_defined(fields, "api_base", get_given(settings, "apiBase"));
      if (settings["activator"] !== DEFAULT_ACTIVATOR) {
        fields["widget"] = { "activator": settings["activator"] };
      }
      if (!session["booted"]) {
        var name = "boot";
        var fields = merge(fields, messenger_settings(settings));
        session["booted"] = true;
      }
    }
    var hide = launcher_option(options);
    if (hide === void 0) {
      var hide = get_given(settings, "hideDefaultLauncher");
    }
    set_defined(fields, "hide_default_launcher", hide);
    calls.push([name, fields]);
  }
  return calls;
};

// intercom_destination.web.client.merge.js
var add_fields = function(fields, more) {
  for (var [key, value] of entries(more)) {
    if (key === "company") {
      add_company(fields, value);
    } else {
      fields[key] = value;
    }
  }
  return fields;
};
var add_company = function(fields, company) {
  var known = get_own(fields, "company");
  if (!is_plain(known) || !is_plain(company)) {
    fields["company"] = is_plain(company) || !is_plain(known) ? company : known;
    return;
  }
  var listed = get_own(fields, "companies");
  var others = [];
  for (var one of Array.isArray(listed) ? listed : [known]) {
    if (is_same(one, company)) {
      var company = merge(one, company);
    } else {
      others.push(one);
    }
  }
  fields["company"] = company;
  if (others.length) {
    fields["companies"] = others.concat([company]);
  }
};
var is_same = function(one, other) {
  for (var name of ["company_id", "id", "name"]) {
    if (is_plain(one) && get_own(one, name) && get_own(other, name)) {
      return get_own(one, name) === get_own(other, name);
    }
  }
  return false;
};

// intercom_destination.web.client.rate_limit.js
var WINDOW_MS = 18e5;
var MOST = 20;
var MOST_AT_ONCE = 15;
var PAUSE_MS = 6e4;
var admit = function(client, fields, is_boot, is_folded) {
  if (client["held"]) {
    flush(client);
  }
  if (is_folded || is_boot || !client["held"] && milliseconds_left(client, MOST_AT_ONCE, 0) <= 0) {
    if (!is_folded) {
      spend(client);
    }
    remember(client, fields);
    return true;
  }
  if (!is_sent(client["sent"], fields)) {
    remember(client, fields);
    client["held"] = add_fields(client["held"] || {}, fields);
    flush(client);
  }
  return false;
};
var remember = function(client, fields) {
  for (var [key, value] of entries(fields)) {
    client["sent"][key] = value;
  }
};
var spend = function(client) {
  client["sent_at"].push(now(client));
  if (client["sent_at"].length > MOST) {
    client["sent_at"].shift();
  }
};
var now = function(client) {
  return attempt((() => {
    return client["root"].performance.now();
  }));
};
var milliseconds_left = function(client, most, pause) {
  var sent_at = client["sent_at"];
  var last = sent_at[sent_at.length - 1] + pause;
  return Math.max(last, sent_at[sent_at.length - most] + WINDOW_MS || last) - now(client) || 0;
};
var flush = function(client) {
  var wait = milliseconds_left(client, MOST, PAUSE_MS);
  var look_again = function() {
    client["timer"] = null;
    flush(client);
  };
  if (wait <= 0) {
    release(client);
  } else if (client["held"] && !client["timer"]) {
    client["timer"] = attempt((() => {
      return client["root"].setTimeout((() => {
        return attempt(look_again);
      }), wait);
    }));
  }
};
var release = function(client) {
  var held = client["held"];
  if (held) {
    client["held"] = null;
    spend(client);
    attempt((() => {
      return client["root"].Intercom("update", held);
    }));
  }
};
var is_sent = function(sent, value) {
  if (is_nested(sent) && is_nested(value)) {
    var rows = entries(value);
    return get_own(sent, "length") === get_own(value, "length") && rows.every(((row) => {
      return is_sent(get_own(sent, row[0]), row[1]);
    }));
  }
  return sent === value;
};

// intercom_destination.web.client.persistence.js
var cookie_name = function(client) {
  return "intercom-session-" + encodeURIComponent(client["checked"]["appId"]) + "=";
};
var has_session_cookie = function(client) {
  var name = cookie_name(client);
  var is_there2 = function() {
    var cookies = client["root"].document.cookie + ";";
    return cookies.includes(name) && !cookies.includes(name + ";");
  };
  return attempt(is_there2) || false;
};
var expire_session_cookie = function(client) {
  var root = client["root"];
  var expire = function() {
    var labels = root.location.hostname.split(".");
    var domains = labels.map(((label, index) => {
      return labels.slice(index).join(".");
    }));
    for (var domain of domains.concat(["", client["checked"]["cookieDomain"]])) {
      root.document.cookie = cookie_name(client) + ";path=/;max-age=0;domain=" + domain;
    }
  };
  attempt(expire);
};
var storage_key = function(client) {
  return "intercom-destination-" + client["checked"]["appId"];
};
var remembered_person = function(client) {
  client["stored"] = attempt((() => {
    return client["root"].localStorage.getItem(storage_key(client));
  })) || void 0;
  return client["stored"];
};
var remember_person = function(client) {
  var person = client["session"]["remembered"];
  var remember2 = function() {
    if (person) {
      client["root"].localStorage.setItem(storage_key(client), person);
    } else {
      client["root"].localStorage.removeItem(storage_key(client));
    }
  };
  if (person !== client["stored"]) {
    client["stored"] = person;
    attempt(remember2);
  }
};

// intercom_destination.web.client.stub.js
var MOST_EVENTS = 100;
var install_stub = function(root, seen) {
  var stub = root.Intercom;
  if (typeof stub !== "function") {
    var receive = function() {
      stub.c(arguments);
    };
    var stub = receive;
    stub.q = [];
    root.Intercom = stub;
  }
  stub.destination = false;
  var earlier = stub.q.slice();
  var queue = function(call) {
    enqueue(stub.q, call);
    seen(call);
  };
  stub.c = queue;
  earlier.forEach(seen);
  return stub;
};
var enqueue = function(waiting, call) {
  waiting.push(call);
  var events = waiting.filter(((queued) => {
    return queued[0] === "trackEvent";
  }));
  if (events.length > MOST_EVENTS) {
    waiting.splice(waiting.indexOf(events[0]), 1);
    if (true) {
      note("queue-full", "trackEvent", MOST_EVENTS);
    }
  }
};
var fold = function(waiting, unfinished, call) {
  var has_fields = is_plain(call[1]);
  if (!has_fields || !unfinished) {
    enqueue(waiting, call);
    return has_fields ? call : unfinished;
  }
  if (call[0] === "boot") {
    unfinished[0] = "boot";
  }
  add_fields(unfinished[1], call[1]);
  return unfinished;
};

// intercom_destination.web.client.messenger.js
var OPENING = /^(show|start)/i;
var SENDING = /^(boot|update|track)/i;
var LISTENING = /^on/i;
var is_there = function(client) {
  return typeof client["root"].Intercom === "function";
};
var install = function(client) {
  var seen = function(call) {
    var method = call[0];
    if (OPENING.exec(method)) {
      client["opening"] = true;
      request_widget(client);
    } else if (method === "shutdown") {
      end_session(client["session"]);
      forget_in_browser(client);
      withdraw_ended(client);
    } else if (LISTENING.exec(method)) {
      client["listeners"].push(call);
    } else if (SENDING.exec(method) && !client["wanted"]) {
      client["wanted"] = true;
      request_widget(client);
    }
  };
  if (!is_there(client) || client["root"].Intercom.destination) {
    client["stub"] = install_stub(client["root"], seen);
  }
};
var send = function(client, call) {
  var method = call[0];
  if (method === "shutdown") {
    release(client);
    forget_in_browser(client);
    client["dropped"] = true;
  }
  withdraw_ended(client);
  var has_fields = is_plain(call[1]);
  if (has_fields) {
    attempt((() => {
      return publish(client, call[1]);
    }));
  }
  var is_folded = is_waiting(client) && client["unfinished"];
  if (!has_fields || admit(client, call[1], method === "boot", is_folded)) {
    attempt((() => {
      return dispatch(client, call);
    }));
  } else if (true) {
    note("rate-limited", "page", client["sent_at"].length);
  }
  if (method === "boot") {
    attempt((() => {
      return after_boot(client);
    }));
  }
};
var withdraw_ended = function(client) {
  if (client["published_after"] !== client["session"]["ends"]) {
    client["published_after"] = client["session"]["ends"];
    client["unfinished"] = null;
    client["held"] = null;
    client["sent"] = {};
    attempt((() => {
      return withdraw(client);
    }));
    attempt((() => {
      return hide_launcher(client);
    }));
  }
};
var forget_in_browser = function(client) {
  expire_session_cookie(client);
  client["stored"] = "";
  remember_person(client);
};
var abandon = function(client) {
  end_session(client["session"]);
  withdraw_ended(client);
  client["dropped"] = true;
  if (is_waiting(client)) {
    client["stub"].q = [];
  } else {
    dispatch(client, ["shutdown"]);
  }
};
var dispatch = function(client, call) {
  var root = client["root"];
  if (is_waiting(client)) {
    client["unfinished"] = fold(client["stub"].q, client["unfinished"], call);
    show_launcher(client);
  } else {
    root.Intercom.apply(root, call);
  }
};
var after_boot = function(client) {
  if (client["dropped"]) {
    client["dropped"] = false;
    for (var call of client["listeners"]) {
      dispatch(client, call);
    }
  }
  var on_boot = client["on_boot"];
  if (on_boot) {
    on_boot();
  }
};
var uninstall_stub = function(client) {
  client["allowed"] = false;
  client["unfinished"] = null;
  hide_launcher(client);
  if (is_waiting(client)) {
    delete client["root"]["Intercom"];
  }
};

// intercom_destination.web.client.analytics_library.js
var raw_event = function(facade) {
  if (is_method(facade, "rawEvent")) {
    return facade.rawEvent();
  }
  if (is_method(facade, "json")) {
    return facade.json();
  }
  return facade;
};
var library_group = function(analytics) {
  var found = function() {
    var group = read(analytics, "group");
    return { "id": read(group, "id"), "traits": read(group, "traits") };
  };
  return attempt(found);
};
var library_user = function(client) {
  if (!is_method(client["library"], "user")) {
    return void 0;
  }
  var user = client["library"].user();
  if (read(user, "id") || get_own(read(user, "traits"), "email")) {
    client["had_user"] = true;
    return "has";
  }
  if (client["had_user"]) {
    return "had";
  }
  var options = read(user, "options") || {};
  var in_memory = options.disable || options.storage && "" + options.storage.stores === "memory";
  return options.persist && !in_memory ? "keeps" : "never";
};
var listen_for_reset = function(analytics, action) {
  if (is_method(analytics, "on")) {
    attempt((() => {
      return analytics.on("reset", (() => {
        return attempt(action);
      }));
    }));
  }
};
var listen = function(client, target, name, action) {
  var heard = function(event) {
    attempt((() => {
      return action(event);
    }));
  };
  var begin = function() {
    target.addEventListener(name, heard, true);
    client["stops"].push((() => {
      return target.removeEventListener(name, heard, true);
    }));
  };
  if (target) {
    attempt(begin);
  }
};
var settled = function(root, value) {
  return root.Promise && attempt((() => {
    return root.Promise.resolve(value);
  })) || value;
};
var read = function(entity, name) {
  return is_method(entity, name) ? entity[name]() : entity && entity[name];
};
var is_method = function(owner, name) {
  return owner && typeof owner[name] === "function";
};

// intercom_destination.web.client.client.js
var create_client = function(root, given_settings, nonce) {
  var report = function(name, value, allowed) {
    report_invalid_setting(root, 'setting "' + name + '"', value, allowed);
  };
  var stops = [];
  var sent_at = [];
  var listeners2 = [];
  var client = { "root": root, "checked": checked_settings(given_settings, report), "session": new_session(), "widget_nonce": nonce, "stops": stops, "published": {}, "published_after": 1, "sent_at": sent_at, "sent": {}, "listeners": listeners2 };
  if (true) {
    trace_settings(client, given_settings);
  }
  return client;
};
var start = function(client, library) {
  var root = client["root"];
  if (client["checked"]["appId"] === "") {
    error(root, "no appId, so nothing is loaded or sent");
    return;
  }
  client["library"] = library;
  client["closed"] = false;
  var there = root.Intercom;
  install(client);
  var leave = function(event) {
    observe_page(client, true);
    release(client);
  };
  var look_elsewhere = function(event) {
    var known = client["session"]["remembered"];
    var is_ours = event.key === void 0 || event.key === storage_key(client);
    if (is_ours && known && known !== remembered_person(client)) {
      if (client["stored"]) {
        abandon(client);
      } else {
        shut_down(client);
      }
    }
  };
  var look_for_cookie = function(event) {
    if (has_session_cookie(client)) {
      client["session"]["saw_cookie"] = true;
    }
  };
  if (!there || there.destination !== false) {
    listen(client, root, "pagehide", leave);
    listen(client, root, "storage", look_elsewhere);
    listen(client, root, "pageshow", look_elsewhere);
    listen(client, root.document, "click", look_for_cookie);
    listen(client, root.cookieStore, "change", look_for_cookie);
  }
  observe_page(client, true);
};
var handle_event = function(client, method, event, library_group2) {
  if (client["closed"]) {
    return;
  }
  observe_page(client, method !== "track" && (client["session"]["saw_cookie"] || !client["root"].cookieStore));
  var calls = calls_for(method, event, library_group2, client["checked"], client["session"]);
  if (true) {
    trace_event(client, method, event, library_group2, calls);
  }
  for (var call of calls) {
    send(client, call);
  }
  if (method === "identify") {
    remember_person(client);
    if (client["session"]["library_says"] === "had") {
      observe_page(client, false);
    }
  }
  if (!client["wanted"] && !is_off(event)) {
    client["wanted"] = true;
    request_widget(client);
  }
};
var observe_page = function(client, at_cookies) {
  var session = client["session"];
  var remembered = void 0;
  var user = void 0;
  if (client["checked"]["shutdownOnLogout"]) {
    var remembered = remembered_person(client);
    var user = attempt((() => {
      return library_user(client);
    }));
  }
  var has_cookie = at_cookies ? has_session_cookie(client) : session["saw_cookie"];
  var is_over = observe(session, remembered, has_cookie, user);
  withdraw_ended(client);
  remember_person(client);
  if (is_over) {
    shut_down(client);
  }
};
var shut_down = function(client) {
  if (client["checked"]["shutdownOnLogout"] && client["checked"]["appId"] !== "") {
    end_session(client["session"]);
    send(client, ["shutdown"]);
  }
};
var library_reset = function(client) {
  client["had_user"] = true;
  client["session"]["library_says"] = "had";
  shut_down(client);
};
var teardown = function(client) {
  shut_down(client);
  client["closed"] = true;
  uninstall_stub(client);
  for (var stop of client["stops"]) {
    attempt(stop);
  }
  client["stops"] = [];
};

// intercom_destination.web.adapters.plugin.js
var create_plugin = function(root, given_settings, nonce) {
  var client = create_client(root, given_settings, nonce);
  var plugin = { "name": NAME, "version": "1.1.0", "type": "destination" };
  var library = null;
  var loaded = false;
  var load_plugin = function(ctx, analytics) {
    if (!attempt((() => {
      return has_another(analytics.queue.plugins, plugin);
    }))) {
      library = analytics;
      listen_for_reset(library, (() => {
        return library_reset(client);
      }));
      if (is_method(library, "emit")) {
        client["on_boot"] = (() => {
          return library.emit("intercom:boot");
        });
      }
      attempt((() => {
        return start(client, library);
      }));
      attempt((() => {
        return allow_widget(client);
      }));
    } else if (true) {
      warn(root, "loaded twice; the second copy does nothing");
    }
    loaded = true;
    return settled(root, ctx);
  };
  var unload = function() {
    if (library) {
      library = null;
      loaded = false;
      attempt((() => {
        return teardown(client);
      }));
    }
  };
  var receiver2 = function(method2) {
    var receive = function(ctx) {
      if (library) {
        attempt((() => {
          return handle_event(client, method2, ctx.event, library_group(library));
        }));
      }
      return ctx;
    };
    return receive;
  };
  plugin.isLoaded = (() => {
    return loaded;
  });
  plugin.load = load_plugin;
  plugin.unload = unload;
  for (var method of ["page", "identify", "group", "track"]) {
    plugin[method] = receiver2(method);
  }
  return plugin;
};
var has_another = function(plugins, plugin) {
  return plugins.some(((one) => {
    return one && one.name === NAME && one !== plugin && one.action !== plugin;
  }));
};

// intercom_destination.web.adapters.emitter.js
var make_emitter = function(target) {
  var listeners2 = [];
  var on = function(name, listener, once) {
    listeners2.push({ "name": name, "run": listener, "once": once === true });
    return target;
  };
  var off = function(name, listener) {
    listeners2 = listeners2.filter(((row) => {
      return name !== void 0 && row["name"] !== name || listener !== void 0 && row["run"] !== listener;
    }));
    return target;
  };
  var emit2 = function(name) {
    var values = Array.prototype.slice.call(arguments, 1);
    var call = function(row) {
      if (row["name"] === name) {
        if (row["once"]) {
          off(name, row["run"]);
        }
        attempt((() => {
          return row["run"].apply(target, values);
        }));
      }
    };
    attempt((() => {
      return listeners2.forEach(call);
    }));
    return target;
  };
  target.on = on;
  target.once = ((name, listener) => {
    return on(name, listener, true);
  });
  target.off = off;
  target.emit = emit2;
};

// intercom_destination.web.adapters.classic.js
var create_integration = function(root, nonce) {
  var construct = function(options) {
    if (is_method(options, "addIntegration")) {
      return options.addIntegration(construct);
    }
    if (!this || this === root) {
      return new construct(options);
    }
    equip(this, create_client(root, options, nonce));
    return this;
  };
  var constructor = construct;
  var prototype = constructor.prototype;
  prototype.name = NAME;
  prototype.defaults = {};
  for (var name of keys_of(SETTINGS)) {
    prototype.defaults[name] = SETTINGS[name][0];
  }
  for (var method of ["page", "identify", "group", "track"]) {
    prototype[method] = receiver(method);
  }
  return constructor;
};
var receiver = function(method) {
  var receive = function(facade) {
    var self = this;
    attempt((() => {
      return handle_event(self.client, method, raw_event(facade), library_group(self.analytics));
    }));
  };
  return receive;
};
var equip = function(integration, client) {
  var waiting = [];
  var initialize = function() {
    listen_for_reset(integration.analytics, (() => {
      return library_reset(client);
    }));
    attempt((() => {
      return start(client, integration.analytics);
    }));
    attempt((() => {
      return integration.load();
    }));
    integration.emit("initialize");
    integration.ready();
  };
  var ready = function() {
    var rows = waiting;
    waiting = null;
    integration.emit("ready");
    for (var row of rows || []) {
      integration.invoke(row[0], row[1]);
    }
  };
  var invoke = function(method, facade) {
    if (waiting) {
      waiting.push([method, facade]);
    } else if (is_method(integration, method)) {
      integration[method](facade);
    }
  };
  integration.client = client;
  integration.options = client["checked"];
  make_emitter(integration);
  integration.initialize = initialize;
  integration.ready = ready;
  integration.invoke = invoke;
  integration.load = (() => {
    return attempt((() => {
      return allow_widget(client);
    }));
  });
  integration.loaded = (() => {
    return is_there(client);
  });
  integration.reset = (() => {
    return attempt((() => {
      return teardown(client);
    }));
  });
};

// intercom_destination.web.entrypoints.module_file.js
var version = "1.1.0";
var intercom = function(settings) {
  return create_plugin(page(), settings, current_nonce(page()));
};
var Intercom = create_integration(page(), current_nonce(page()));
export {
  Intercom,
  intercom,
  version
};
//# sourceMappingURL=intercom.dev.mjs.map
