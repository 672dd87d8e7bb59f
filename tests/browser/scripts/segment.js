/* The queue of Segment's snippet: it keeps calls until the library has come, which then takes them. */
export function installQueue() {
  const queue = [];
  window.analytics = queue;
  queue.invoked = true;
  queue._writeKey = "key";
  const methods =
    "addDestinationMiddleware addSourceMiddleware debug group identify off on once page ready register reset setAnonymousId track";
  for (const method of methods.split(" ")) {
    queue[method] = (...args) => {
      if (window.analytics !== queue) return window.analytics[method](...args);
      queue.push([method, ...args]);
      return queue;
    };
  }
}

/* A visit that has begun before Segment's library has come. */
export function identifyAndTrack() {
  analytics.identify("u1");
  analytics.track("Bought");
}
