// The words beside the picture: the current line follows, a click goes there, a search finds; lines are typed with their seconds.
import { timecode, type Player } from "./player";
import { all, composing, one, say } from "./page";

type Line = [number, number, string];

const WINDOW = 120; // lines that are on the page at a time; a night of talk has thousands
const HITS = 200;
let led = false; // to what the address asks for: once, not again when another version is stored

class Words {
  private lines: Line[] = [];
  private from = 0;
  private wanted = "";
  private at = -1;
  private readonly list: HTMLElement;

  constructor(
    private readonly box: HTMLElement,
    private readonly player: Player,
  ) {
    this.list = one<HTMLElement>("[data-words-list]", box) ?? box;
  }

  async fetch(address: string): Promise<void> {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) {
      this.list.textContent = "文字记录没有取到。请刷新页面再试。";
      return;
    }
    this.lines = ((await answer.json()) as { lines: Line[] }).lines;
    this.show(Math.max(0, this.place(this.player.at) - 10));
    this.follow(true);
    this.sought();
  }

  /** ``?q=不签``, as the search leads here: what was looked for, at the second at which it was first said. */
  private sought(): void {
    const words = new URLSearchParams(window.location.search).get("q");
    const field = one<HTMLInputElement>("[data-words-find]", this.box);
    const said = words && this.lines.find((line) => line[2].toLowerCase().includes(words.trim().toLowerCase()));
    if (!said || !field || led) return;
    led = true;
    field.value = words;
    this.find(words);
    this.player.go(said[0]);
  }

  /** The last line that has begun by a second; -1 before the first. */
  private place(second: number): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle]?.[0] ?? 0) <= second + 0.05) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private item(number: number): HTMLElement {
    const line = this.lines[number] as Line;
    const item = document.createElement("li");
    const button = document.createElement("button");
    const time = document.createElement("time");
    button.type = "button";
    button.dataset["go"] = String(line[0]);
    button.tabIndex = -1;
    time.textContent = timecode(line[0]);
    button.append(time, line[2]);
    item.dataset["line"] = String(number);
    item.append(button);
    return item;
  }

  private more(words: string, from: number): HTMLElement {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "more";
    button.textContent = words;
    button.addEventListener("click", () => {
      this.show(from);
      one<HTMLElement>('button[tabindex="0"]', this.list)?.focus();
    });
    item.append(button);
    return item;
  }

  private show(from: number): void {
    this.from = Math.max(0, Math.min(from, this.lines.length - 1));
    const until = Math.min(this.from + WINDOW, this.lines.length);
    const items: HTMLElement[] = [];
    if (this.from > 0) items.push(this.more("前面的", this.from - WINDOW + 10));
    for (let number = this.from; number < until; number += 1) items.push(this.item(number));
    if (until < this.lines.length) items.push(this.more("后面的", until - 10));
    this.list.replaceChildren(...items);
    this.at = -1;
    this.rove();
  }

  /** The tab key stops once at the list, at this line; the arrow keys go from line to line. */
  rove(line?: HTMLElement | null): void {
    const lines = all<HTMLElement>("button", this.list);
    const stop = line ?? one<HTMLElement>("li.on button", this.list) ?? lines[0];
    for (const each of lines) each.tabIndex = each === stop ? 0 : -1;
  }

  steer(event: KeyboardEvent): void {
    const lines = all<HTMLElement>("button", this.list);
    const from = lines.indexOf(event.target as HTMLElement);
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: lines.length - 1 }[event.key];
    const line = to === undefined ? null : lines[to];
    if (!line) return;
    event.preventDefault();
    this.rove(line);
    line.focus();
  }

  follow(force = false): void {
    if (this.wanted || this.lines.length === 0) return;
    const at = this.place(this.player.at);
    if (at === this.at && !force) return;
    if (at >= 0 && (at < this.from || at >= this.from + WINDOW)) this.show(at - 10);
    this.at = at;
    for (const item of all<HTMLElement>("[data-line]", this.list)) {
      const on = Number(item.dataset["line"]) === at;
      item.classList.toggle("on", on);
      if (on) {
        item.setAttribute("aria-current", "true");
        // only the list moves, never the page under somebody's eyes
        this.list.scrollTop = item.offsetTop - this.list.offsetTop - this.list.clientHeight / 3;
      } else item.removeAttribute("aria-current");
    }
    if (!this.list.contains(document.activeElement)) this.rove();
  }

  find(text: string): void {
    this.wanted = text.trim().toLowerCase();
    const told = one("[data-words-found]", this.box);
    if (!this.wanted) {
      if (told) told.textContent = "";
      this.show(Math.max(0, this.place(this.player.at) - 10));
      this.follow(true);
      return;
    }
    const hits: number[] = [];
    let count = 0;
    this.lines.forEach((line, number) => {
      if (!line[2].toLowerCase().includes(this.wanted)) return;
      count += 1;
      if (hits.length < HITS) hits.push(number);
    });
    this.list.replaceChildren(...hits.map((number) => this.item(number)));
    this.rove();
    if (told) told.textContent = count ? `${count} 处${count > HITS ? `，列出前 ${HITS} 处` : ""}` : "没有找到";
  }
}

/** Enter begins a new line with the second of the picture; the button writes it where the cursor is. */
function typing(player: Player): void {
  document.addEventListener("keydown", (event) => {
    const box = event.target as HTMLTextAreaElement;
    if (!box.matches?.("[data-words-text]") || event.key !== "Enter" || event.shiftKey || composing(event)) return;
    event.preventDefault();
    write(box, `\n${timecode(player.at)} `);
  });
  document.addEventListener("click", (event) => {
    if (!(event.target as HTMLElement).closest("[data-words-stamp]")) return;
    const box = one<HTMLTextAreaElement>("[data-words-text]");
    if (!box) return;
    const fresh = box.selectionStart === 0 || box.value.charAt(box.selectionStart - 1) === "\n";
    write(box, `${fresh ? "" : "\n"}${timecode(player.at)} `);
    box.focus();
    say(`写上了 ${timecode(player.at)}`);
  });
}

function write(box: HTMLTextAreaElement, words: string): void {
  box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

export function startWords(player: Player): void {
  let words: Words | null = null;
  const begin = (): void => {
    const box = one<HTMLElement>("[data-words]");
    if (!box || box.dataset["begun"]) return;
    box.dataset["begun"] = "1";
    const made = new Words(box, player);
    words = made;
    one("[data-words-list]", box)?.addEventListener("keydown", (event) => made.steer(event as KeyboardEvent));
    one<HTMLInputElement>("[data-words-find]", box)?.addEventListener("input", (event) => made.find((event.target as HTMLInputElement).value));
    void made.fetch(box.dataset["words"] ?? "");
  };
  begin();
  document.addEventListener("htmx:afterSettle", begin);
  player.media.addEventListener("timeupdate", () => words?.follow());
  player.media.addEventListener("seeked", () => words?.follow());
  typing(player);
}
