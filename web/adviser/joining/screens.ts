/** The screens of becoming an adviser, of further devices and of settings. */
export type JoiningScreen =
  | "welcome" // a device without a vault
  | "invited"
  | "new-device"
  | "lost"
  | "settings"
  | "profile"
  | "organisations"
  | "card";
