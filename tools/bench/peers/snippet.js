/* What Intercom's own snippet does, in words of our own: a queue in the Messenger's place, and the widget's tag. */
(function () {
  var settings = window.intercomSettings;
  if (typeof window.Intercom === "function") {
    window.Intercom("reattach_activator");
    window.Intercom("update", settings);
    return;
  }
  var queue = function () {
    queue.c(arguments);
  };
  queue.q = [];
  queue.c = function (call) {
    queue.q.push(call);
  };
  window.Intercom = queue;
  function load() {
    var script = document.createElement("script");
    script.type = "text/javascript";
    script.async = true;
    script.src = "https://widget.intercom.io/widget/" + settings.app_id;
    var first = document.getElementsByTagName("script")[0];
    first.parentNode.insertBefore(script, first);
  }
  if (document.readyState === "complete") load();
  else window.addEventListener("load", load, false);
})();
