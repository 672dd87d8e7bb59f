/* The end of the classic library's script, in the scope of its bundle, so no module: fetch the destination, hand it to the
 * library, start, and replay what the page has queued. */

/**
 * @param {any} library
 * @param {object} settings the destination's
 * @param {string} integrationPath
 */
// biome-ignore lint/correctness/noUnusedVariables: demo_site/cdn.py calls it.
function bootClassic(library, settings, integrationPath) {
  const queue = window.analytics ?? [];
  const cdn = queue._cdn ?? "";

  /**
   * @param {string} path
   * @param {() => void} done
   */
  function fetchScript(path, done) {
    const script = document.createElement("script");
    script.src = cdn + path;
    script.onload = done;
    script.onerror = () => console.error(`could not load ${script.src}`);
    document.head.appendChild(script);
  }

  function start() {
    window.intercomLoader();
    library.use(window.intercomIntegration);
    library.initialize({ Intercom: settings });
    window.analytics = library;
    while (queue.length) {
      const [method, ...args] = queue.shift();
      library[method](...args);
    }
  }

  fetchScript(integrationPath, () => {
    let left = window.intercomDeps.length;
    if (!left) start();
    for (const path of window.intercomDeps) {
      fetchScript(`/next-integrations${path}.gz`, () => {
        left -= 1;
        if (!left) start();
      });
    }
  });
}
