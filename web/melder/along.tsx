import { t } from "../i18n/i18n.ts";
import { Bar } from "../ui/bar.tsx";
import { along } from "./progress.ts";

/** How far the visit has come: work that the server asks for, an attachment, or steps. */
export function AlongBar() {
  const { working, file, step } = along.value;
  if (working) {
    return <Bar label={t("sending.working")} done={Math.min(working.tries, working.expected)} of={working.expected} />;
  }
  if (file) {
    return <Bar label={t("sending.file", { ...file })} done={file.chunks} of={file.of} />;
  }
  if (step) {
    return <Bar label={t("sending.step", { ...step })} done={step.done} of={step.of} />;
  }
  return <Bar label={t("loading")} />;
}
