// A long form on a phone: a hint stands below its field once the person went past it, what is on the screen stays where it is, a line
// that was folded opens when something about it is missing, and the button leads to what is missing.
import { lacks, ROWS } from "./missing";
import { all, one } from "./page";

const OPEN = ".mg .need, .mg .bad";

/** Do something to the page and keep ``row`` at its height on the screen, so that nothing moves under the finger. */
function still(row: Element | null, work: () => void): void {
  const before = row?.getBoundingClientRect().top;
  work();
  if (row && before !== undefined) window.scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" });
}

/** Every row above this one was gone past; all of them where there is none. */
function pass(record: HTMLFormElement, here: HTMLElement | null): void {
  const rows = all<HTMLElement>(ROWS, record);
  const upto = here ? rows.indexOf(here) : rows.length;
  still(here, () => rows.slice(0, upto).forEach((row) => row.setAttribute("data-passed", "")));
}

function unfold(record: HTMLFormElement): void {
  for (const row of all<HTMLElement>(ROWS, record)) {
    const fold = one<HTMLDetailsElement>("details.lh-fold", row);
    if (fold && !fold.open && (one(OPEN, row) || lacks(row) > 0)) fold.open = true;
  }
}

/** To the first field that is missing something; it and all the others are marked, with their hints. */
function lead(record: HTMLFormElement): void {
  record.classList.add("lh-marks");
  pass(record, null);
  unfold(record);
  const row = all<HTMLElement>(ROWS, record).find((each) => lacks(each) > 0) ?? null;
  const place = row ?? one<HTMLElement>("#mg-");
  place?.scrollIntoView({ block: "center" });
  if (row) one<HTMLElement>(".in input:not([type=hidden]), .in select, .in textarea", row)?.focus({ preventScroll: true });
}

/** A usual answer: into its own field and those that follow from it, as if they had been typed. */
function fill(record: HTMLFormElement, button: HTMLElement): void {
  for (const [key, value] of JSON.parse(button.dataset["fills"] ?? "[]") as [string, string][]) {
    const input = record.elements.namedItem(key);
    if (!(input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement || input instanceof HTMLInputElement)) continue;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export function startPassing(): void {
  const record = one<HTMLFormElement>("#record");
  if (!record) return;
  record.classList.add("lh-calm");
  let touched: HTMLElement | null = null;
  let top: number | undefined;
  const reached = (event: Event): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>(ROWS);
    if (!row) return;
    touched = row;
    pass(record, row);
  };
  record.addEventListener("pointerdown", reached);
  record.addEventListener("focusin", reached);
  record.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-fills]");
    if (button) fill(record, button);
  });
  document.body.addEventListener("click", (event) => {
    if ((event.target as HTMLElement).closest("[data-needs]")) lead(record);
  });
  // what the server says of a save comes in as many pieces: the row at hand is held from the first to the last
  document.body.addEventListener("htmx:oobBeforeSwap", () => {
    top ??= touched?.getBoundingClientRect().top;
  });
  document.body.addEventListener("htmx:afterOnLoad", () => {
    if (touched && top !== undefined) {
      const moved = touched.getBoundingClientRect().top - top;
      if (moved) window.scrollBy({ top: moved, behavior: "instant" });
    }
    top = undefined;
    unfold(record);
  });
}
