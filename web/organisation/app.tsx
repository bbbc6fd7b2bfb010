import { Advisers } from "./advisers/list.tsx";
import { Dismiss } from "./advisers/dismiss.tsx";
import { Invite } from "./advisers/invite.tsx";
import { Paste } from "./advisers/paste.tsx";
import { Request } from "./advisers/request.tsx";
import { Checklist } from "./checklist/checklist.tsx";
import { About } from "./founding/about.tsx";
import { Address } from "./founding/address.tsx";
import { Check } from "./founding/check.tsx";
import { Founded } from "./founding/founded.tsx";
import { MakeKey } from "./founding/key.tsx";
import { FirstPolicy } from "./founding/policy.tsx";
import { TestKey } from "./founding/test-key.tsx";
import { Frame } from "./frame.tsx";
import { Home } from "./home.tsx";
import { Links } from "./links.tsx";
import { Log } from "./log/log.tsx";
import { Editor } from "./pages/editor.tsx";
import { Pages } from "./pages/list.tsx";
import { Particulars } from "./policy/particulars.tsx";
import { Poster } from "./poster/poster.tsx";
import { NextRoot, NextSign } from "./root/root.tsx";
import { Sign } from "./signing/sign.tsx";
import { Signed } from "./signing/signed.tsx";
import { OpenLink, Start } from "./start.tsx";
import { type Screen, screen } from "./navigation.ts";

/** The organisation's app. */
export function App() {
  return (
    <Frame>
      <Shown key={screen.value} screen={screen.value} />
    </Frame>
  );
}

function Shown({ screen }: { readonly screen: Screen }) {
  switch (screen) {
    case "start":
      return <Start />;
    case "open":
      return <OpenLink />;
    case "about":
      return <About />;
    case "address":
      return <Address />;
    case "policy-first":
      return <FirstPolicy />;
    case "key":
      return <MakeKey which="root" />;
    case "key-test":
      return <TestKey which="root" />;
    case "spare":
      return <MakeKey which="spare" />;
    case "spare-test":
      return <TestKey which="spare" />;
    case "check":
      return <Check />;
    case "founded":
      return <Founded />;
    case "home":
      return <Home />;
    case "links":
      return <Links />;
    case "advisers":
      return <Advisers />;
    case "invite":
      return <Invite />;
    case "paste":
      return <Paste />;
    case "request":
      return <Request />;
    case "dismiss":
      return <Dismiss />;
    case "particulars":
      return <Particulars />;
    case "pages":
      return <Pages />;
    case "page":
      return <Editor />;
    case "checklist":
      return <Checklist />;
    case "poster":
      return <Poster />;
    case "log":
      return <Log />;
    case "root":
      return <NextRoot />;
    case "next-spare":
      return <MakeKey which="spare" next />;
    case "next-spare-test":
      return <TestKey which="spare" next />;
    case "next-sign":
      return <NextSign />;
    case "sign":
      return <Sign />;
    case "signed":
      return <Signed />;
  }
}
