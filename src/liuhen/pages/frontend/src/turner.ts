// The page turner above a paper: one page at a time, by button or arrow keys.
import { all, one } from "./page";

export function startTurner(): void {
  for (const box of all<HTMLElement>("[data-turner]")) {
    const pages = all<HTMLImageElement>("[data-page]", box);
    if (pages.length === 0) continue;
    let at = 0;
    const turn = (by: number): void => {
      at = Math.min(pages.length - 1, Math.max(0, at + by));
      pages.forEach((page, number) => (page.hidden = number !== at));
      const where = one("[data-at]", box);
      if (where) where.textContent = `第 ${at + 1} 页，共 ${pages.length} 页`;
      for (const button of all<HTMLButtonElement>("[data-turn]", box)) {
        button.disabled = Number(button.dataset["turn"]) < 0 ? at === 0 : at === pages.length - 1;
      }
    };
    box.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLElement>("[data-turn]");
      if (button) turn(Number(button.dataset["turn"]));
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight" || event.key === "PageDown") turn(1);
      if (event.key === "ArrowLeft" || event.key === "PageUp") turn(-1);
    });
  }
}
