/* In the widget's place: takes over the queue, and notes when the call came that carries the user id. */
(function () {
  function Intercom() {
    var fields = arguments[1] || window.intercomSettings || {};
    if (fields.user_id && !window.arrived) window.arrived = performance.now();
  }
  var stub = window.Intercom;
  var waiting = (stub && stub.q) || [];
  window.Intercom = Intercom;
  if (!waiting.length) Intercom("boot");
  while (waiting.length) Intercom.apply(window, waiting.shift());
})();
