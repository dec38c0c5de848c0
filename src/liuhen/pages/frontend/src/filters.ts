// A search box over a list of choices, on any page: it filters with each letter, without asking the server.
import { all, one } from "./page";

/** Rows that hold every word typed stay, and so do those that are ticked. */
export function filterList(box: HTMLInputElement): void {
  const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const list = one<HTMLElement>(`#${box.dataset["filter"] ?? ""}`);
  if (!list) return;
  let found = 0;
  for (const group of all<HTMLElement>("[data-group]", list)) {
    let here = 0;
    for (const row of all<HTMLElement>("[data-words]", group)) {
      const ticked = one<HTMLInputElement>("input", row)?.checked ?? false;
      const text = (row.dataset["words"] ?? "").toLowerCase();
      row.hidden = !ticked && !words.every((word) => text.includes(word));
      if (!row.hidden) here += 1;
    }
    group.hidden = here === 0;
    found += here;
  }
  list.scrollTop = 0;
  const none = one<HTMLElement>("[data-none]", list);
  if (none) none.hidden = found > 0;
}

export function startFilters(): void {
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.dataset["filter"]) filterList(event.target);
  });
}
