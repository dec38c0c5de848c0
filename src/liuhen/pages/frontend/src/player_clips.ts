// Cutting a clip: the beginning and the end are taken from the picture, by button or by the keys [ and ].
import { timecode, type Player } from "./player";
import { one, say } from "./page";

function open(): HTMLDialogElement | null {
  const dialog = document.getElementById("cut");
  if (!(dialog instanceof HTMLDialogElement)) return null;
  // not modal: the film stays at hand while the two ends are looked for
  if (!dialog.open) {
    dialog.show();
    (document.activeElement as HTMLElement | null)?.blur(); // the keys go on steering the film
  }
  return dialog;
}

export function startClips(player: Player): void {
  const set = (name: string): void => {
    const dialog = open();
    const field = dialog ? one<HTMLInputElement>(`input[name=${name}]`, dialog) : null;
    if (!field) return;
    const tenths = Math.round(player.at * 10);
    field.value = timecode(Math.floor(tenths / 10)) + (tenths % 10 ? `.${tenths % 10}` : "");
    say(`${name === "begin" ? "起点" : "终点"} ${timecode(player.at)}`);
  };
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    if (target.closest("[data-cut-open]")) open();
    const end = target.closest<HTMLElement>("[data-cut]");
    if (end) set(end.dataset["cut"] ?? "begin");
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input:not([type=range]), textarea, select")) return;
    if (event.key !== "[" && event.key !== "]") return;
    event.preventDefault(); // the sign itself would be typed into the field that opens
    set(event.key === "[" ? "begin" : "end");
  });
}
