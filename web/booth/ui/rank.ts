// Step 2: the ranking. Rows stay where they are while the voter chooses: a tap changes numbers,
// not places, and never the focus. Only "Put in order" moves rows.

import type { Visit } from "./booth.js";
import { button, h, hidden, nodes, type Child } from "./dom.js";
import { isOfficialOrder, move, rankOf, type Move, type Ranking } from "./ranking.js";

type Candidate = Visit["info"]["candidates"][number];

interface Row {
  element: HTMLLIElement;
  /** Brings numbers and words up to date. */
  refresh(): void;
}

/** The id of a candidate's main button, for links from the review. */
export function rowId(candidate: number): string {
  return `candidate-${candidate}`;
}

export function rankStep(visit: Visit, focus?: string): void {
  const { frame, info } = visit;
  const t = frame.t.bind(frame);
  const name = (candidate: number): string => info.candidates[candidate - 1]!.name;

  const change = (action: Move): void => {
    const before = visit.ranking;
    visit.ranking = move(before, action);
    if (visit.ranking.order !== before.order) {
      visit.sealed = null;
      visit.store.keepDraft(visit.ranking.order);
    }
    refresh();
    frame.announce(tell(before, visit.ranking, action));
  };

  /** What a screen reader says after a change. */
  const tell = (before: Ranking, after: Ranking, action: Move): string => {
    if (action.kind === "clear") return t("nowCleared");
    if (action.kind === "sort") return t("nowSorted");
    if (action.kind === "official") return t("nowOfficial");
    const who = name(action.candidate);
    const rank = rankOf(after, action.candidate);
    if (rank === 0) return t("nowRemoved", { name: who, n: after.order.length });
    if (before === after) return t(action.kind === "up" ? "isFirst" : "isLast", { name: who });
    return t("nowRank", { name: who, rank, n: after.order.length });
  };

  const rows = new Map(info.candidates.map((candidate) => [candidate.number, makeRow(visit, candidate, change)]));
  const list = h("ol", { class: "paper", role: "list", "aria-label": t("rankList", { n: rows.size }) });
  const status = h("p", { class: "count" });
  const sort = button("", () => change({ kind: isOfficialOrder(visit.ranking) ? "sort" : "official" }), "second");
  const clear = button(t("clear"), () => change({ kind: "clear" }), "plain");
  const next = button("", () => {
    if (visit.ranking.order.length > 0 || info.blank_allowed) visit.go("review");
    else frame.complain(t("needOne"), rowId(visit.ranking.shown[0]!));
  }, "main");

  let placed: readonly number[] = [];
  const refresh = (): void => {
    const { order, shown } = visit.ranking;
    if (shown.join() !== placed.join()) {
      list.replaceChildren(...shown.map((candidate) => rows.get(candidate)!.element));
      placed = shown;
    }
    for (const row of rows.values()) row.refresh();
    status.textContent = t("ranked", { n: order.length, all: rows.size });
    sort.textContent = t(isOfficialOrder(visit.ranking) ? "sort" : "unsort");
    clear.hidden = order.length === 0;
    next.textContent = t(order.length === 0 && info.blank_allowed ? "toBlank" : "toReview");
  };

  refresh();
  frame.show({
    step: 2,
    title: t("rankTitle"),
    look: "ranking",
    body: [
      h("p", { class: "question" }, info.question, " ", t("seats", { n: info.seats })),
      h("p", {}, t("rankHow")),
      h("p", { class: "hint" }, info.rule.short_rankings[frame.language]),
      list,
      h("div", { class: "tools" }, sort, clear),
      h("div", { class: "bar" }, status, next),
    ],
    redraw: () => rankStep(visit),
    ...(focus === undefined ? {} : { focus }),
  });
}

/** One candidate: number, name, the buttons that move it, supporters, statement. */
function makeRow(visit: Visit, candidate: Candidate, change: (action: Move) => void): Row {
  const t = visit.frame.t.bind(visit.frame);
  const { number, name } = candidate;
  const rank = (): number => rankOf(visit.ranking, number);

  const badge = h("span", { class: "rank", "aria-hidden": "true" });
  const state = hidden("");
  const choose = h("button", { type: "button", class: "choose", id: rowId(number), onclick: () => change({ kind: "tap", candidate: number }) },
    badge, h("span", { class: "name" }, name), state);

  const named = (label: string): Child => [label, hidden(` ${name}`)];
  const up = button(t("up"), () => change({ kind: "up", candidate: number }), "small");
  up.setAttribute("aria-label", t("moveUp", { name }));
  const down = button(t("down"), () => change({ kind: "down", candidate: number }), "small");
  down.setAttribute("aria-label", t("moveDown", { name }));
  const to = button(named(t("moveTo")), () => openPlaces(), "small");
  to.setAttribute("aria-expanded", "false");
  const remove = button(named(t("remove")), () => {
    change({ kind: "remove", candidate: number });
    choose.focus(); // its own button is gone
  }, "small");
  const moves = h("div", { class: "moves" }, up, down, to, remove);
  const places = h("div", { class: "places", hidden: true });

  const closePlaces = (): void => {
    places.hidden = true;
    to.setAttribute("aria-expanded", "false");
  };
  const openPlaces = (): void => {
    if (!places.hidden) return closePlaces();
    const id = `place-${number}`;
    const select = h("select", { id }, ...visit.ranking.order.map((_, index) =>
      h("option", { value: index + 1, selected: index + 1 === rank() }, String(index + 1))));
    const done = (): void => {
      closePlaces();
      to.focus();
    };
    places.replaceChildren(
      h("label", { for: id }, t("placeFor", { name })),
      select,
      button(named(t("moveNow")), () => {
        change({ kind: "place", candidate: number, place: Number(select.value) });
        done();
      }, "small"),
      button(t("cancel"), done, "plain"),
    );
    places.hidden = false;
    to.setAttribute("aria-expanded", "true");
    select.focus();
  };

  const element = h("li", {}, choose, moves, places, ...nodes([
    candidate.supporters.length > 0 && h("p", { class: "hint" }, t("supporters", { names: candidate.supporters.join(", ") })),
    candidate.statement !== null && h("details", {},
      h("summary", {}, t("statement", { name })),
      candidate.photo !== null && h("img", { class: "photo", src: candidate.photo, alt: candidate.photo_alt ?? "", loading: "lazy" }),
      ...candidate.statement.split(/\n\s*\n/).map((paragraph) => h("p", {}, paragraph))),
  ]));

  return {
    element,
    refresh() {
      const [mine, count] = [rank(), visit.ranking.order.length];
      element.classList.toggle("ranked", mine > 0);
      badge.textContent = mine > 0 ? String(mine) : "";
      state.textContent = `, ${mine > 0 ? t("isRank", { rank: mine, n: count }) : t("notRanked")}`;
      moves.hidden = mine === 0;
      up.setAttribute("aria-disabled", String(mine === 1));
      down.setAttribute("aria-disabled", String(mine === count));
      if (mine === 0 || places.querySelectorAll("option").length !== count) closePlaces();
    },
  };
}

