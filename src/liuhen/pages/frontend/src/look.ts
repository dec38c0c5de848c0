// A look at the counter's footage: its copy is deleted after an hour; a player left open until then says so instead of standing still.
import { all, one, say } from "./page";

export function startLook(): void {
  const over = one<HTMLElement>("[data-look-over]");
  if (!over) return;
  const told = (): void => {
    over.hidden = false;
    say(over.textContent);
  };
  for (const video of all<HTMLVideoElement>("video")) {
    video.addEventListener("error", told);
    if (video.error) told(); // before this program was there
  }
}
