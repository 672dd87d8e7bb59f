"""Whom we call: Intercom's SDKs for React Native, Capacitor and Cordova, each with the same few functions."""
