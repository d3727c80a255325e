// Suggestions under the search box, by the ARIA pattern of an editable combobox with a list.

/** `suggest(text)` gives [{text, url}]; `choose({text, url})` is called with what was picked. */
export const combobox = (input, list, suggest, choose) => {
  let offers = [], active = -1, typed = "";

  const mark = (at) => {
    active = at;
    [...list.children].forEach((each, place) => each.setAttribute("aria-selected", place === at));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
    input.value = at < 0 ? typed : offers[at].text;
  };

  const show = (some) => {
    offers = some;
    active = -1;
    list.replaceChildren(
      ...some.map(({ text, url }, at) => {
        const option = document.createElement("li");
        option.id = list.id + at;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", false);
        option.textContent = text;
        if (url) option.dataset.leads = "直达";
        return option;
      }),
    );
    list.hidden = !some.length;
    input.setAttribute("aria-expanded", !list.hidden);
    input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    typed = "";
    show([]);
  };

  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": list.id };
  for (const name in attributes) input.setAttribute(name, attributes[name]);

  input.addEventListener("input", async () => {
    const now = (typed = input.value);
    const some = await suggest(now).catch(() => []);
    if (now === typed && now) show(some);
    else if (!typed) show([]);
  });
  input.addEventListener("keydown", (event) => {
    // What chooses characters in an input method is not meant for the list.
    if (event.isComposing || !offers.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], count = offers.length + 1;
    if (step) mark(((active + 1 + step + count) % count) - 1);
    else if (event.key === "Escape") {
      mark(-1);
      close();
    } else if (event.key === "Enter" && active >= 0) {
      const chosen = offers[active];
      close();
      choose(chosen);
    } else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const at = [...list.children].indexOf(event.target.closest("li")), chosen = offers[at];
    if (!chosen) return;
    input.value = chosen.text;
    close();
    choose(chosen);
  });
  return close;
};
