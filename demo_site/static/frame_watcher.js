/* Looks at the site in the frame: finds what is there, and waits for what is to come. A look is taken whenever something
 * may have changed: a row came, a page or the Messenger's panel was loaded, an element changed, Intercom answered. */
(function () {
  "use strict";

  var PATIENCE = 20000; // ms until what does not come counts as missing

  var frame = window.demo.frame;
  var start = window.demo.setup.frame;
  var waits = [];

  function page() {
    return frame.contentDocument;
  }

  function panel() {
    var found = page() && page().querySelector("iframe[name=intercom-messenger-frame]");
    return found && found.contentDocument;
  }

  function site() {
    return frame.contentWindow && frame.contentWindow.site;
  }

  function isAt(name) {
    return frame.contentWindow.location.pathname === start + name && page().readyState === "complete" && Boolean(site());
  }

  /* An element of the site, or with "messenger " in front of the Messenger's panel. */
  function find(selector) {
    var isInPanel = selector.indexOf("messenger ") === 0;
    var where = isInPanel ? panel() : page();
    return where && where.readyState === "complete" && where.querySelector(isInPanel ? selector.slice(10) : selector);
  }

  function textOf(where) {
    return where && where.body ? where.body.innerText : "";
  }

  /* Rows for what is there right now of the texts and elements that somebody expects. */
  function present(expect) {
    var text = textOf(page()) + "\n" + textOf(panel());
    var rows = [];
    expect.forEach(function (row) {
      if (row.shown && text.indexOf(row.shown) >= 0) rows.push({ kind: "shown", data: { text: row.shown } });
      if (row.element && find(row.element)) rows.push({ kind: "element", data: { selector: row.element } });
    });
    return rows;
  }

  function lookAgain() {
    waits.slice().forEach(function (wait) {
      wait.look();
    });
  }

  function watch(where) {
    if (!where) return;
    new MutationObserver(lookAgain).observe(where, { attributes: true, characterData: true, childList: true, subtree: true });
    // A frame within: the panel has come.
    where.addEventListener(
      "load",
      function (event) {
        if (event.target.tagName === "IFRAME") watch(event.target.contentDocument);
        lookAgain();
      },
      true
    );
  }

  frame.addEventListener("load", function () {
    watch(page());
    // The Messenger says that an answer is there before it has taken it in.
    frame.contentWindow.addEventListener("intercom:sandbox", function () {
      Promise.resolve().then(lookAgain);
    });
    lookAgain();
  });
  window.demo.run.listeners.push(lookAgain);

  /* Resolves with what `condition` gives as soon as it gives something; it may give a promise. */
  function until(what, condition) {
    return new Promise(function (resolve, reject) {
      var isLooking = false;
      var isChanged = false;
      var wait = { look: look, stop: end.bind(null, reject) };
      var patience = setTimeout(function () {
        var error = new Error("Stopped: waited in vain for " + what);
        error.isMissing = true;
        wait.stop(error);
      }, PATIENCE);

      function end(settle, value) {
        clearTimeout(patience);
        waits = waits.filter(function (other) {
          return other !== wait;
        });
        settle(value);
      }

      async function look() {
        isChanged = true;
        if (isLooking) return;
        isLooking = true;
        try {
          var found = null;
          while (!found && isChanged) {
            isChanged = false;
            found = await condition();
          }
          if (found) end(resolve, found);
        } catch (error) {
          wait.stop(error);
        }
        isLooking = false;
      }

      waits.push(wait);
      look();
    });
  }

  /* Waits until the library has handed on every call of the page. */
  function untilSettled() {
    return until("the library to hand on the site's calls", function () {
      return !site() || site().settled();
    });
  }

  /* Waits until Intercom has answered all that the page has sent. A page that is left before has no session yet, and the
   * next page's visitor is another one. */
  function untilAnswered() {
    return until("Intercom's answers to the page", function () {
      var sandbox = frame.contentWindow.__intercomSandbox;
      var open = new Set();
      (sandbox ? sandbox.log : []).forEach(function (row) {
        if (row.step === "sent") open.add(row.call);
        if (/^(answered|refused|failed)$/.test(row.step)) open.delete(row.call);
      });
      return !open.size;
    });
  }

  /* Ends all waiting with an error. */
  function stop(error) {
    waits.slice().forEach(function (wait) {
      wait.stop(error);
    });
  }

  window.look = {
    find: find,
    isAt: isAt,
    present: present,
    site: site,
    stop: stop,
    until: until,
    untilAnswered: untilAnswered,
    untilSettled: untilSettled,
  };
})();
