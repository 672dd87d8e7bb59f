import intercom from "cordova-plugin-intercom/www/intercom.js";
import { analyticsPlugin, cordova } from "intercom-destination/mobile";
import { start } from "./start.mjs";

// Version 16, which npm does not have, names the logins anew and can say who is logged in.
const exec = (method, take) => (...given) => {
  const [success, error] = given.slice(take);
  window.cordova.exec(success, error, "Intercom", method, given.slice(0, take));
};
const sixteen = {
  ...intercom,
  loginUserWithUserAttributes: exec("loginUserWithUserAttributes", 1),
  loginUnidentifiedUser: (options, ...callbacks) => exec("loginUnidentifiedUser", 0)(...callbacks),
  fetchLoggedInUserAttributes: exec("fetchLoggedInUserAttributes", 0),
};

start(analyticsPlugin(cordova(window.isSixteen ? sixteen : intercom), {}));
