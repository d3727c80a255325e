// Tables: one that is wider than its frame says so; one with [data-sort] can be sorted by any of its columns.
(function () {
  "use strict";
  var collator = window.Intl ? new Intl.Collator("zh-CN", { numeric: true }) : null;
  var NUMBER = /^[+-]?[\d,]*\.?\d+/;

  function key(row, place) {
    var cell = row.cells[place];
    return cell ? cell.textContent.trim() : "";
  }

  // Dates and other words are compared as words, figures as numbers; a figure may carry a unit or a remark: 95%（差 1 档）.
  function ordered(rows, place, down) {
    var known = rows.map(function (row) { return key(row, place); }).filter(Boolean);
    var figures = known.every(function (text) { return NUMBER.test(text) || text === "—"; })
      && !known.some(function (text) { return /^\d{4}-\d\d/.test(text); });
    function compare(one, other) {
      if (figures) return parseFloat(one.replace(/,/g, "")) - parseFloat(other.replace(/,/g, ""));
      return collator ? collator.compare(one, other) : one < other ? -1 : 1;
    }
    return rows.map(function (row, at) { return { row: row, at: at, key: key(row, place) }; }).sort(function (a, b) {
      var none = (a.key === "" || a.key === "—") - (b.key === "" || b.key === "—");
      return none || (down ? -1 : 1) * compare(a.key, b.key) || a.at - b.at;
    }).map(function (each) { return each.row; });
  }

  function sortable(table) {
    var body = table.tBodies[0];
    var served = Array.prototype.slice.call(body.rows);
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var said = document.createElement("p");
    var box = document.createElement("label");
    var choice = document.createElement("select");
    said.className = "hidden";
    said.setAttribute("role", "status");
    box.className = "sort-box no-print";
    box.append("排序", choice);
    choice.add(new Option("原来的顺序", ""));

    function sort(place, down) {
      var name = heads[place] ? heads[place].textContent.trim() : "";
      heads.forEach(function (head, at) {
        if (at === place) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      var rows = name ? ordered(served, place, down) : served;
      rows.forEach(function (row) { body.append(row); });
      choice.value = name ? place + (down ? " down" : " up") : "";
      said.textContent = name ? "已按“" + name + "”" + (down ? "从大到小" : "从小到大") + "排列" : "已恢复原来的顺序";
    }

    heads.forEach(function (head, place) {
      var name = head.textContent.trim();
      if (!name) return;
      var button = document.createElement("button");
      var figure = head.classList.contains("figure");
      button.type = "button";
      button.className = "sort";
      button.textContent = name;
      head.textContent = "";
      head.append(button);
      // Figures are asked for from the top, words from the start; a third press gives the order that was served.
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        if (!now) sort(place, figure);
        else if ((now === "descending") === figure) sort(place, !figure);
        else sort(-1, false);
      });
      [true, false].forEach(function (down) {
        choice.add(new Option(name + (down ? "：从大到小" : "：从小到大"), place + (down ? " down" : " up")));
      });
    });
    choice.addEventListener("change", function () {
      var parts = choice.value.split(" ");
      sort(choice.value ? Number(parts[0]) : -1, parts[1] === "down");
    });
    var frame = table.parentElement.classList.contains("table-frame") ? table.parentElement : table;
    if (table.classList.contains("cards")) frame.before(box);
    frame.after(said);
  }

  document.querySelectorAll("table[data-sort]").forEach(sortable);

  var frames = document.querySelectorAll(".table-frame");
  if (!frames.length || !window.ResizeObserver) return;
  var watcher = new ResizeObserver(function (seen) {
    seen.forEach(function (each) {
      var frame = each.target;
      var scrolls = frame.scrollWidth > frame.clientWidth + 1;
      var hint = frame.previousElementSibling;
      var hinted = hint && hint.classList.contains("table-hint");
      if (scrolls && !hinted) {
        hint = document.createElement("p");
        hint.className = "table-hint";
        hint.textContent = "表格较宽，可以左右滑动 ↔";
        frame.before(hint);
      } else if (!scrolls && hinted) {
        hint.remove();
      }
      frame.toggleAttribute("data-scrolls", scrolls);
    });
  });
  frames.forEach(function (frame) { watcher.observe(frame); });
})();
