// The inspector on a page of its own: it follows every site whose widget comes from this sandbox.

import { Inspector } from "./inspector.js";
import { Run } from "./run.js";
import { followStream } from "./stream.js";

const run = new Run();
const place = /** @type {HTMLElement} */ (document.getElementById("inspector"));
new Inspector(place, run, () => ({ address: location.href }));
followStream(run);
