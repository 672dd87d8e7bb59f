export function addScript(text) {
  const script = document.createElement("script");
  script.textContent = text;
  document.head.append(script);
}

/* Tells a driver, by the last argument that it gives, what the function returns for the others. */
export function tellDriver(run, ...given) {
  const done = given.pop();
  Promise.resolve(run(...given)).then(
    (value) => done({ value }),
    (error) => done({ error: String(error) }),
  );
}

/* Until it is true, or the milliseconds have passed; the page looks itself, for a driver's command takes longer. */
export function waitUntil(isTrue, { condition, limit }) {
  return new Promise((resolve, reject) => {
    const until = Date.now() + limit;
    const look = () => {
      if (isTrue()) return resolve();
      if (Date.now() > until) return reject(`never: ${condition}`);
      setTimeout(look, 5);
    };
    look();
  });
}
