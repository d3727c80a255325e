// The search page: what stands in its address is searched for and shown. Nothing typed is kept or sent anywhere.
import { combobox } from "./combobox.js";
import { FACETS, open } from "./engine.js";

const root = document.querySelector("[data-search]"), part = (name) => root.querySelector(`[data-${name}]`);
const form = root.querySelector("form"), input = form.elements.q, results = part("results"), status = part("status"), filters = part("filters");
const PAGE = 10, NAMES = { kind: "类型", column: "栏目", office: "处室", year: "年份", status: "状态" };
const wide = matchMedia("(min-width: 64rem)");

let engine, control, watch;
const ready = () => engine || (engine = open(root.dataset.base).catch((error) => ((engine = 0), Promise.reject(error))));

const asked = () => new URLSearchParams(location.search);
/** The address of the same search with some things changed; other pages of it are another matter. */
const address = (changes) => {
  const now = asked();
  for (const [name, value] of Object.entries({ page: "", ...changes })) value ? now.set(name, value) : now.delete(name);
  return "?" + now;
};

const make = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = text;
  for (const key in attributes) if (attributes[key]) made.setAttribute(key, attributes[key]);
  return made;
};
const link = (text, changes, attributes) => make("a", text, { href: address(changes), "data-here": "1", ...attributes });

/** A text with the places that were looked for marked. */
const tell = (node, text, marks) => {
  const letters = [...text], piece = (start, end) => letters.slice(start, end).join("");
  let at = 0;
  node.textContent = "";
  for (const [start, end] of marks) {
    node.append(piece(at, start), make("mark", piece(start, end)));
    at = end;
  }
  node.append(piece(at));
};

const watcher = (signal) =>
  new IntersectionObserver(
    (seen, watch) => {
      for (const { isIntersecting, target } of seen)
        if (isIntersecting) {
          watch.unobserve(target);
          target.result.passage(signal).then((found) => found && tellPassage(target, found), () => 0);
        }
    },
    { rootMargin: "200px" },
  );

const tellPassage = (item, { anchor, heading, text, marks }) => {
  tell(item.querySelector(".result-passage"), text, marks);
  if (anchor && heading) item.querySelector(".result-where").append("见：", make("a", heading, { href: item.result.url + "#" + anchor }));
};

const item = (result, labels) => {
  const made = part("result").content.firstElementChild.cloneNode(true), [state, kind, day, number] = made.querySelector(".result-facts").children;
  const title = made.querySelector("a");
  made.result = result;
  title.href = result.url;
  tell(title, result.title, result.marks);
  made.classList.toggle("result-past", !result.holds);
  if (result.status === "published") state.remove();
  else {
    state.classList.add("state-" + result.status);
    state.textContent = labels.status[result.status];
  }
  kind.textContent = labels.kind[result.kind];
  day.textContent = day.dateTime = result.day;
  number.textContent = result.docNumber;
  made.querySelector(".result-passage").textContent = result.summary;
  return made;
};

const group = (name, counts, labels, chosen) => {
  const made = make("section", ""), list = make("ul", ""), rest = make("details", "");
  made.append(make("h3", NAMES[name]), list);
  counts.forEach(([value, count], at) => {
    const entry = make("li", ""), on = value === chosen, label = name === "year" ? value + " 年" : labels[name][value] || "其他";
    const way = link(label, { [name]: on ? "" : value }, { "aria-current": on && "true" });
    way.append(make("span", " " + count), on ? make("span", "，点此取消", { class: "hidden" }) : "");
    entry.append(way);
    (at < 6 || on ? list : rest).append(entry);
  });
  if (rest.children.length) {
    rest.prepend(make("summary", "更多" + NAMES[name]));
    made.append(rest);
  }
  return made;
};

const show = (answer, query, number, labels) => {
  const chosen = Object.fromEntries(FACETS.map((name) => [name, query.get(name)])), some = FACETS.some((name) => chosen[name]);
  const { total, facets, meant } = answer, pages = Math.ceil(total / PAGE), newest = query.get("sort") === "newest";
  status.textContent = total ? `找到 ${total} 条结果` + (pages > 1 ? `，第 ${number} 页，共 ${pages} 页` : "") : "没有找到结果";
  part("meant").replaceChildren(...(meant ? ["您是不是要找：", link(meant, { q: meant })] : []));
  results.replaceChildren(...answer.results.map((each) => item(each, labels)));
  results.start = (number - 1) * PAGE + 1;
  const groups = FACETS.filter((name) => chosen[name] || facets[name].filter(([value]) => value).length > 1);
  part("groups").replaceChildren(...groups.map((name) => group(name, facets[name].filter(([value]) => value), labels, chosen[name])));
  part("clear").replaceChildren(...(some ? [link("去掉全部条件", Object.fromEntries(FACETS.map((name) => [name, ""])))] : []));
  part("sorts").replaceChildren(
    link("按相关程度", { sort: "" }, { "aria-current": !newest && "true" }),
    link("按时间", { sort: "newest" }, { "aria-current": newest && "true" }),
  );
  const turn = (to, text, rel) => (to > 0 && to <= pages ? [link(text, { page: to > 1 ? to : "" }, { class: "button", rel })] : []);
  const ways = pages > 1 ? [...turn(number - 1, "上一页", "prev"), make("span", `${number} / ${pages}`), ...turn(number + 1, "下一页", "next")] : [];
  part("pages").replaceChildren(...ways);
  root.dataset.search = total ? "found" : some ? "filtered" : "nothing";
  if (watch) watch.disconnect();
  watch = watcher(control.signal);
  for (const each of results.children) watch.observe(each);
};

const run = async (scroll) => {
  const query = asked(), typed = query.get("q") || "", number = Math.max(1, query.get("page") | 0);
  if (control) control.abort();
  control = new AbortController();
  const { signal } = control;
  input.value = typed;
  if (!typed.trim()) {
    root.dataset.search = "empty";
    status.textContent = "";
    return;
  }
  document.title = typed + " - " + root.dataset.title;
  if (root.dataset.search !== "found") root.dataset.search = "waiting";
  results.setAttribute("aria-busy", true);
  const slow = setTimeout(() => (status.textContent = "正在搜索…"), 400);
  try {
    const index = await ready(), chosen = Object.fromEntries(FACETS.map((name) => [name, query.get(name)]));
    const answer = await index.search(typed, { limit: PAGE, offset: (number - 1) * PAGE, filters: chosen, newest: query.get("sort") === "newest", signal });
    if (signal.aborted) return;
    show(answer, query, number, index.labels);
    scrollTo({ top: scroll || 0, behavior: "instant" });
  } catch (error) {
    if (signal.aborted) return;
    root.dataset.search = "failed";
    status.textContent = "没能取到搜索数据，请检查网络后再试。";
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) results.removeAttribute("aria-busy");
  }
};

const go = (to) => {
  history.pushState({}, "", to);
  return run();
};

const close = combobox(
  input,
  part("offers"),
  async (typed) => (await ready()).suggest(typed),
  ({ text, url }) => (url ? location.assign(url) : go("?" + new URLSearchParams({ q: text }))),
);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  close();
  go("?" + new URLSearchParams({ q: input.value.trim() }));
});
root.addEventListener("click", (event) => {
  const here = event.target.closest("[data-here]");
  if (!here || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(here.href).then(() => status.focus({ preventScroll: true }));
});
part("again").addEventListener("click", () => run());

// The place on the page is kept with each step of the history, since results come later than the browser looks.
let still;
history.scrollRestoration = "manual";
addEventListener("scroll", () => {
  clearTimeout(still);
  still = setTimeout(() => history.replaceState({ y: scrollY }, ""), 100);
});
addEventListener("popstate", (event) => run((event.state || {}).y));
const unfold = () => (filters.open = wide.matches && !document.documentElement.dataset.care);
wide.addEventListener("change", unfold);
unfold();
run((history.state || {}).y);
