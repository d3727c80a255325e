// Stands in the head of each page (allowed by its hash in the page's policy): what the visitor chose, before the first
// paint, so that nothing jumps. Names and values are checked; the storage may be closed.
(function () {
  var html = document.documentElement;
  var modes = { care: /^on$/, contrast: /^high$/, size: /^(l|xl)$/, script: /^hant$/, pinyin: /^on$/ };
  var chosen = {};
  html.classList.add("js");
  try { chosen = JSON.parse(localStorage.getItem("portal.modes")) || {}; } catch (closed) { chosen = {}; }
  if (!("contrast" in chosen) && matchMedia("(prefers-contrast: more)").matches) chosen.contrast = "high";
  for (var name in modes) if (modes[name].test(chosen[name])) html.dataset[name] = chosen[name];
})();
