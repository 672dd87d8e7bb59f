/* The end of the classic library's script, in the scope of its bundle: fetch the
 * destination, hand it to the library, start, and replay what the page has queued. */
function bootClassic(library, settings, integrationPath) {
  var queue = window.analytics || [];
  var cdn = queue._cdn || "";

  function fetchScript(path, done) {
    var script = document.createElement("script");
    script.src = cdn + path;
    script.onload = done;
    script.onerror = function () {
      console.error("could not load " + script.src);
    };
    document.head.appendChild(script);
  }

  function start() {
    window.intercomLoader();
    library.use(window.intercomIntegration);
    library.initialize({ Intercom: settings });
    window.analytics = library;
    while (queue.length) {
      var call = queue.shift();
      library[call[0]].apply(library, call.slice(1));
    }
  }

  fetchScript(integrationPath, function () {
    var left = window.intercomDeps.length;
    if (!left) return start();
    window.intercomDeps.forEach(function (path) {
      fetchScript("/next-integrations" + path + ".gz", function () {
        left -= 1;
        if (!left) start();
      });
    });
  });
}
