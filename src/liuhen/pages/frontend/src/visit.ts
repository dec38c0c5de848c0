// The first page of 当场处罚: the time by one tap, the place from the address, the cause found and folded away, its act as a first text.
import { filterList } from "./filters";
import { all, clockNow, composing, one, say } from "./page";

/** Whoever saves the page as it is typed hears of what a tap filled in. */
function fill(input: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function startTime(begin: HTMLFormElement): void {
  const seen = one<HTMLInputElement>('[name="seen"]', begin);
  const said = one<HTMLElement>("[data-seen-said]", begin);
  if (!seen || !said) return;
  for (const button of all<HTMLButtonElement>("[data-ago]", begin)) {
    button.addEventListener("click", () => {
      const { day, clock } = clockNow(Number(button.dataset["ago"]));
      fill(seen, `${day}T${clock}`);
      say(`检查时间 ${said.textContent ?? ""}`);
    });
  }
  seen.addEventListener("input", () => {
    const year = clockNow(0).day.slice(0, 5);
    said.textContent = seen.value.replace(year, "").replace("T", " ") || "请选时间";
  });
}

// -- the cause -------------------------------------------------------------------------------------------------------------
function picked(cause: HTMLElement): HTMLInputElement[] {
  return all<HTMLInputElement>("[name=cause]:checked", cause);
}

/** One line says what is picked, and the list is folded away; nothing picked, and the list is there. */
function fold(cause: HTMLElement): void {
  const line = one<HTMLElement>(".lh-cause-said", cause);
  const words = one<HTMLElement>("[data-cause-said]", cause);
  const find = one<HTMLElement>("[data-cause-find]", cause);
  if (!line || !words || !find) return;
  const listed = picked(cause);
  words.textContent = listed.map((box) => box.value).join("；");
  line.hidden = listed.length === 0;
  find.hidden = listed.length > 0;
  offerBeside(cause, listed);
}

/** What the same clause joins to an act that was picked: one tap adds it, nothing is taken along unasked. */
function offerBeside(cause: HTMLElement, listed: HTMLInputElement[]): void {
  const more = one<HTMLElement>("[data-cause-more]", cause);
  if (!more) return;
  const beside = listed
    .flatMap((box) => all<HTMLInputElement>("[name=cause]", box.closest("[data-acts]") ?? document.createElement("div")))
    .filter((box) => !box.checked);
  for (const old of all("button", more)) old.remove();
  for (const box of new Set(beside)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = box.value;
    button.addEventListener("click", () => {
      box.checked = true;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
    more.append(button);
  }
  more.hidden = beside.length === 0;
}

/** What the party is called, and where it is, brings the causes of its trade to the top. */
function order(begin: HTMLFormElement, cause: HTMLElement): void {
  const list = one<HTMLElement>(".lh-picks", cause);
  if (!list) return;
  const text = ["name", "place", "facts"].map((name) => new FormData(begin).get(name)).join(" ").toLowerCase();
  const groups = all<HTMLElement>("[data-group]", list).sort((a, b) => Number(a.dataset["rank"]) - Number(b.dataset["rank"]));
  const fits = (group: HTMLElement): boolean =>
    (group.dataset["called"] ?? "").toLowerCase().split(" ").some((word) => word !== "" && text.includes(word));
  const ordered = [...groups.filter(fits), ...groups.filter((group) => !fits(group))];
  if (ordered.every((group, place) => list.children[place] === group)) return;
  list.prepend(...ordered);
  list.scrollTop = 0;
}

/** The act in the words of the cause, as long as nobody wrote words of his own. */
function offerAct(begin: HTMLFormElement, cause: HTMLElement): void {
  const facts = one<HTMLTextAreaElement>("#facts", begin);
  if (!facts) return;
  const offer = picked(cause).map((box) => box.value).join("；");
  const full = offer ? `${offer}。` : "";
  if (facts.value.trim() === "" || facts.value === facts.dataset["offered"]) fill(facts, full);
  facts.dataset["offered"] = full;
  tellOffered(facts);
}

function tellOffered(facts: HTMLTextAreaElement): void {
  const words = one<HTMLElement>("[data-offered].lh-cap");
  if (words) words.hidden = facts.value === "" || facts.value !== facts.dataset["offered"];
}

function startCause(begin: HTMLFormElement, cause: HTMLElement): void {
  const find = one<HTMLElement>("[data-cause-find]", cause);
  const box = one<HTMLInputElement>("[data-filter]", cause);
  let replaces = false;
  all<HTMLElement>("[data-group]", cause).forEach((group, rank) => (group.dataset["rank"] = String(rank)));
  cause.addEventListener("change", (event) => {
    const ticked = event.target as HTMLInputElement;
    if (ticked.name !== "cause") return;
    if (replaces && ticked.checked) for (const other of picked(cause)) other.checked = other === ticked;
    replaces = false;
    offerAct(begin, cause);
    fold(cause);
    if (find?.hidden) one<HTMLButtonElement>("[data-cause-again]", cause)?.focus({ preventScroll: true });
  });
  for (const again of all<HTMLButtonElement>("[data-cause-again]", cause)) {
    again.addEventListener("click", () => {
      replaces = again.dataset["causeAgain"] === "change";
      if (find) find.hidden = false;
      if (!box) return;
      box.value = "";
      filterList(box);
      box.focus();
    });
  }
  order(begin, cause);
  fold(cause);
  const facts = one<HTMLTextAreaElement>("#facts", begin);
  if (facts && picked(cause).length) {
    facts.dataset["offered"] = `${picked(cause).map((one) => one.value).join("；")}。`;
    tellOffered(facts);
  }
}

export function startVisit(): void {
  const begin = one<HTMLFormElement>("#begin");
  const cause = begin && one<HTMLElement>("[data-cause]", begin);
  if (!begin || !cause) return;
  startTime(begin);
  startCause(begin, cause);
  begin.addEventListener("input", (event) => {
    const target = event.target as HTMLElement;
    if (["name", "place", "facts"].includes(target.id)) order(begin, cause);
    if (target instanceof HTMLTextAreaElement) tellOffered(target);
  });
  one<HTMLButtonElement>("[data-same-place]", begin)?.addEventListener("click", () => {
    const [place, address] = [one<HTMLInputElement>("#place", begin), one<HTMLInputElement>("#address", begin)];
    if (place && address?.value) fill(place, address.value);
    else address?.focus();
  });
  // Enter in a line does not send the page: the keyboard of a phone has it where one looks for "done"
  begin.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || composing(event) || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (event.target.type === "search") event.target.blur();
  });
}
