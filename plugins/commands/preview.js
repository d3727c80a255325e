// Added by `serve` to every page: reloads it after a build, or shows what is wrong. Never part of the built site.
let seen = null;
async function look() {
  try {
    const state = await (await fetch("/-/preview.json", {cache: "no-store"})).json();
    if (seen !== null && state.build !== seen && !state.errors.length) location.reload();
    seen = state.build;
    show(state.errors);
  } catch (stopped) { /* the server is being restarted: ask again */ }
  setTimeout(look, 700);
}
function show(errors) {
  document.getElementById("preview-errors")?.remove();
  if (!errors.length) return;
  const box = document.createElement("section");
  box.id = "preview-errors";
  box.setAttribute("role", "alert");
  box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;background:#fff;color:#222;" +
    "border-top:4px solid #b4141e;padding:16px;font:16px/1.6 sans-serif;z-index:9999;white-space:pre-wrap";
  box.textContent = "有 " + errors.length + " 处错误，下面显示的仍是上一次的网站：\n\n" + errors.join("\n\n");
  document.body.append(box);
}
look();
