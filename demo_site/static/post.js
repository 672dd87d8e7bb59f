// Asks the demo's server.

/**
 * @param {string} address
 * @param {unknown} body
 * @returns {Promise<any>} what the answer's JSON holds; an error has the server's words
 */
export async function post(address, body) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
