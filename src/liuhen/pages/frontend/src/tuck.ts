// Filters that would fill a phone's first screen are tucked away there until asked for; without scripts they stay open.
import { all } from "./page";

const PHONE = "(max-width: 940px)";

export function startTucks(): void {
  if (!window.matchMedia(PHONE).matches) return;
  for (const one of all<HTMLDetailsElement>("details[data-tuck]")) one.open = false;
}
