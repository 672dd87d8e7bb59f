// The types of as much of React Native as an app's set-up asks for.
export const Platform: { OS: "ios" | "android" };
