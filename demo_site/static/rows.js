/* What the inspector knows of rows: words for the list, and the differences from what was before. No element is touched
 * here. */
(function () {
  "use strict";

  var KINDS = {
    page: "Page",
    segment: "Segment",
    intercom: "Intercom",
    held: "Not sent",
    sent: "Sent",
    stored: "Stored",
    refused: "Refused",
    console: "Console",
    script: "Script",
    fault: "Fault",
  };

  function isObject(value) {
    return value !== null && typeof value === "object" && !Array.isArray(value);
  }

  function short(value, most) {
    var text = typeof value === "string" ? value : JSON.stringify(value);
    if (text === undefined) return "";
    return text.length > most ? text.slice(0, most - 1) + "…" : text;
  }

  /* [name, before, after] for each name whose value differs. */
  function differences(before, after) {
    var names = Object.keys(Object.assign({}, before, after)).sort();
    return names
      .filter(function (name) {
        return JSON.stringify(before[name]) !== JSON.stringify(after[name]);
      })
      .map(function (name) {
        return [name, before[name], after[name]];
      });
  }

  function changesOf(prefix, changes) {
    return Object.keys(changes || {}).map(function (name) {
      return [prefix + name, changes[name][0] === null ? undefined : changes[name][0], changes[name][1]];
    });
  }

  /* One line beside the title. */
  function summary(row) {
    var data = row.data || {};
    if (row.kind === "segment" || row.kind === "intercom") {
      return (data.args || [])
        .map(function (arg) {
          return short(arg, 120);
        })
        .join(", ");
    }
    if (row.kind === "held") return data.why;
    if (row.kind === "console") return data.text;
    if (row.kind === "page" || row.kind === "script" || row.kind === "fault") return data.address;
    if (row.kind === "refused") return ((data.error && data.error.errors) || [{}])[0].message || "";
    if (row.kind === "sent") return short(data.user_data || data.event_list || "", 200);
    if (row.kind === "stored") return storedWords(data.stored || {});
    return "";
  }

  function storedWords(stored) {
    var words = [];
    if (stored.person && stored.person.role) {
      var who = stored.person.attributes.name || stored.person.user_id || stored.person.email || "";
      words.push(stored.person.role + (who ? " " + who : ""));
      if (!stored.was) words.push("new");
      var count = Object.keys(stored.changes || {}).length;
      if (count) words.push(count + (count === 1 ? " attribute" : " attributes"));
    }
    (stored.companies || []).forEach(function (company) {
      words.push("company " + company.company_id);
    });
    (stored.events || []).forEach(function (event) {
      words.push(event.name);
    });
    return words.join(" · ");
  }

  /* The sandbox's feed has a row a request: what was sent, and what became of it. */
  function fromFeed(row) {
    var at = row.at * 1000;
    var data = row.data;
    if (row.kind !== "ping" && row.kind !== "events") {
      return [{ kind: "stored", title: row.kind, at: at, data: { stored: data, notes: [] } }];
    }
    var isStored = data.status === 200;
    var title = row.kind === "events" ? "events" : data.sent.source === "apiBoot" ? "ping for boot" : "ping for update";
    var answer = {
      kind: isStored ? "stored" : "refused",
      title: isStored ? title : data.status + " " + data.error.errors[0].code,
      at: at,
      data: isStored
        ? { status: data.status, stored: data.stored, notes: data.notes }
        : { status: data.status, error: data.error, notes: data.notes },
    };
    if (isStored && data.stored.person) {
      answer.changes = changesOf("", data.stored.changes);
      (data.stored.companies || []).forEach(function (company) {
        answer.changes = answer.changes.concat(changesOf("company " + company.company_id + ": ", company.changes));
      });
    }
    return [{ kind: "sent", title: title, at: at, data: data.sent }, answer];
  }

  /* What window.intercomSettings and the call's own values come to, as the Messenger merges them. */
  function effective(data) {
    var own = isObject((data.args || [])[0]) ? data.args[0] : {};
    return Object.assign({}, data.settings, own);
  }

  window.rows = {
    KINDS: KINDS,
    differences: differences,
    effective: effective,
    isObject: isObject,
    fromFeed: fromFeed,
    summary: summary,
  };
})();
