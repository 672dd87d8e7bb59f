/* Intercom's side is one for all tabs: whoever sets it up takes it from the others, and they are told. */
(function () {
  "use strict";

  var TAKEN = "Another tab has set up Intercom's side anew since: what is stored there is no longer what happened here.";

  window.createTurn = function (notice) {
    var channel = "BroadcastChannel" in window ? new BroadcastChannel("demo-turn") : null;
    var turn = { listeners: [] };

    function say(text) {
      notice.textContent = text;
      notice.hidden = !text;
    }

    turn.take = function () {
      say("");
      if (channel) channel.postMessage("taken");
    };

    /* Undoes what a scenario has set. */
    turn.free = function () {
      return window.runs.post("/qa/free", {}).then(
        function (found) {
          if (found.undone) turn.take();
        },
        function (error) {
          say(error.message);
        }
      );
    };

    if (channel) {
      channel.addEventListener("message", function () {
        say(TAKEN);
        turn.listeners.forEach(function (listener) {
          listener(new Error(TAKEN));
        });
      });
    }
    return turn;
  };
})();
