import { Intercom } from "@capacitor-community/intercom";
import { analyticsPlugin, capacitor } from "intercom-destination/mobile";
import { start } from "./start.mjs";

start(analyticsPlugin(capacitor(Intercom), window.destinationSettings));
