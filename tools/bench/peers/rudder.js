/* RudderStack's SDK of 2022, the last that holds its integrations; later ones fetch them from RudderStack's servers. */
import * as sdk from "rudder-sdk-js";

window.rudderanalytics = sdk;
