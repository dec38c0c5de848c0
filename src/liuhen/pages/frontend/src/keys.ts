// The keyboard: / to the search field, Esc closes a dialog, buttons that open and close one.
import { all, one } from "./page";

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    const typing = (event.target as HTMLElement).closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const find = one<HTMLInputElement>(".lh-find");
      if (find && find.offsetParent !== null) {
        event.preventDefault();
        find.focus();
      }
    }
  });
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    const opener = target.closest<HTMLElement>("[data-open]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset["open"] ?? "");
      if (dialog instanceof HTMLDialogElement) dialog.showModal();
    }
    if (target.closest("[data-close]")) target.closest("dialog")?.close();
    const goer = target.closest<HTMLElement>("[data-back]");
    if (goer) window.history.back();
  });
  for (const select of all<HTMLSelectElement>("select[data-send]")) {
    select.addEventListener("change", () => select.form?.requestSubmit());
  }
}
