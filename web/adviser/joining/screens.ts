/** The screens of becoming an adviser, of further devices and of settings. */
export type JoiningScreen =
  | "welcome" // a device without a vault
  | "paste" // an invitation's link, typed or pasted
  | "invited"
  | "former" // whose place a new vault is to take
  | ProfileScreen
  | VaultScreen
  | "making"
  | "request"
  | "card"
  | "new-device"
  | "lost"
  | "settings"
  | "organisations"
  | "profile" // which organisation's
  | "change-passphrase"
  | "show-code"
  | "devices"
  | "move-vault" // to another organisation's server
  | "notifications"
  | "idle"
  | "forget-device";

/** The screens on which an adviser says who they are. */
export type ProfileScreen = "name" | "tasks" | "about" | "photo" | "preview" | "absence" | "independence";

/** The screens on which the vault's two keys are made and written down. */
export type VaultScreen = "vault" | "passphrase" | "passphrase-back" | "key-code" | "key-code-back";
