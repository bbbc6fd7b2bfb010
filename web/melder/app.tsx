import { STOPS } from "../errors/error-code.ts";
import { Frame } from "./frame.tsx";
import { open, opening } from "./opening.ts";
import { Advisers } from "./screens/advisers.tsx";
import { Another } from "./screens/another.tsx";
import { Before } from "./screens/before.tsx";
import { Categories } from "./screens/categories.tsx";
import { Check } from "./screens/check.tsx";
import { CodeShown } from "./screens/code.tsx";
import { Confirm } from "./screens/confirm.tsx";
import { Enter } from "./screens/enter.tsx";
import { Files } from "./screens/files.tsx";
import { Information } from "./screens/information.tsx";
import { Policy } from "./screens/policy.tsx";
import { Question } from "./screens/question.tsx";
import { ReceiptShown } from "./screens/receipt.tsx";
import { Sending } from "./screens/sending.tsx";
import { Start } from "./screens/start.tsx";
import { Talk } from "./screens/talk.tsx";
import { TrackChoice } from "./screens/track.tsx";
import { Withdraw, Withdrawn } from "./screens/withdraw.tsx";
import { Write } from "./screens/write.tsx";
import { Stop } from "./error-notice.tsx";
import { type Screen, screen } from "./navigation.ts";

/** The melder's page. */
export function App() {
  const now = opening.value;
  // Whoever cannot be sure who reads must not write.
  const stopped = now.state === "failed" && STOPS.includes(now.errorCode);
  return (
    <Frame>
      {stopped ? (
        <Stop key={now.errorCode} errorCode={now.errorCode} retry={() => void open()} />
      ) : (
        <Shown key={screen.value} screen={screen.value} />
      )}
    </Frame>
  );
}

function Shown({ screen }: { readonly screen: Screen }) {
  switch (screen) {
    case "start":
      return <Start />;
    case "before":
      return <Before />;
    case "information":
      return <Information />;
    case "track":
      return <TrackChoice />;
    case "policy":
      return <Policy />;
    case "advisers":
      return <Advisers />;
    case "what":
      return <Question name="what" number={1} next="when" />;
    case "when":
      return <Question name="when" number={2} next="who" />;
    case "who":
      return <Question name="who" number={3} next="categories" />;
    case "categories":
      return <Categories />;
    case "wants":
      return <Question name="wants" number={5} next="files" />;
    case "files":
      return <Files />;
    case "check":
      return <Check />;
    case "code":
      return <CodeShown />;
    case "confirm":
      return <Confirm />;
    case "sending":
      return <Sending />;
    case "receipt":
      return <ReceiptShown />;
    case "enter":
      return <Enter />;
    case "talk":
      return <Talk />;
    case "write":
      return <Write />;
    case "another":
      return <Another />;
    case "withdraw":
      return <Withdraw />;
    case "withdrawn":
      return <Withdrawn />;
  }
}
