import { Card } from "./request/card.tsx";
import { Making } from "./request/making.tsx";
import { RequestShown } from "./request/request.tsx";
import { Former } from "./start/former.tsx";
import { Invited } from "./start/invited.tsx";
import { Lost } from "./start/lost.tsx";
import { NewDevice } from "./start/new-device.tsx";
import { Paste } from "./start/paste.tsx";
import { Welcome } from "./start/welcome.tsx";
import { About } from "./profile/about.tsx";
import { Absence } from "./profile/absence.tsx";
import { Independence } from "./profile/independence.tsx";
import { Name } from "./profile/name.tsx";
import { PhotoChoice } from "./profile/photo.tsx";
import { Preview } from "./profile/preview.tsx";
import { Tasks } from "./profile/tasks.tsx";
import type { JoiningScreen } from "./screens.ts";
import { ChangePassphrase } from "./settings/change-passphrase.tsx";
import { Devices } from "./settings/devices.tsx";
import { ForgetDevice } from "./settings/forget-device.tsx";
import { Idle } from "./settings/idle.tsx";
import { MoveVault } from "./settings/move-vault.tsx";
import { Notifications } from "./settings/notifications.tsx";
import { Organisations } from "./settings/organisations.tsx";
import { ProfileOf } from "./settings/profile-of.tsx";
import { Settings } from "./settings/settings.tsx";
import { ShowCode } from "./settings/show-code.tsx";
import { KeyCodeBack } from "./vault/key-code-back.tsx";
import { KeyCode } from "./vault/key-code.tsx";
import { PassphraseBack } from "./vault/passphrase-back.tsx";
import { PassphraseShown } from "./vault/passphrase.tsx";
import { Vault } from "./vault/vault.tsx";

/** Becoming an adviser, further devices, settings: whichever of these screens is shown. */
export function Joining({ screen }: { readonly screen: JoiningScreen }) {
  const Shown = SCREENS[screen];
  return <Shown />;
}

const SCREENS: Readonly<Record<JoiningScreen, () => preact.JSX.Element | null>> = {
  welcome: Welcome,
  paste: Paste,
  invited: Invited,
  former: Former,
  name: Name,
  tasks: Tasks,
  about: About,
  photo: PhotoChoice,
  preview: Preview,
  absence: Absence,
  independence: Independence,
  vault: Vault,
  passphrase: PassphraseShown,
  "passphrase-back": PassphraseBack,
  "key-code": KeyCode,
  "key-code-back": KeyCodeBack,
  making: Making,
  request: RequestShown,
  card: Card,
  "new-device": NewDevice,
  lost: Lost,
  settings: Settings,
  organisations: Organisations,
  profile: ProfileOf,
  "change-passphrase": ChangePassphrase,
  "show-code": ShowCode,
  devices: Devices,
  "move-vault": MoveVault,
  notifications: Notifications,
  idle: Idle,
  "forget-device": ForgetDevice,
};
