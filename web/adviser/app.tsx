import { t } from "../i18n/i18n.ts";
import { Notice } from "../ui/notice.tsx";
import { Frame } from "./frame.tsx";
import { Unlock } from "./daily/unlock.tsx";
import { Panes } from "./daily/panes.tsx";
import { Joining } from "./joining/joining.tsx";
import { noStorage } from "./session.ts";
import { isOpen } from "./view.ts";
import { screen } from "./navigation.ts";

/** The adviser's app. */
export function App() {
  return (
    <Frame>
      {noStorage.value && (
        <Notice careful role="alert">
          <p>{t("failing.storage")}</p>
        </Notice>
      )}
      <Shown />
    </Frame>
  );
}

function Shown() {
  const now = screen.value;
  switch (now) {
    case "unlock":
      return <Unlock />;
    case "inbox":
    case "thread":
    case "action":
    case "forget":
    case "colleagues":
      return isOpen.value ? <Panes screen={now} /> : null;
    default:
      return <Joining key={now} screen={now} />;
  }
}
