// What the build tells the screen, and the words of the frame.
export const data = JSON.parse(document.getElementById("data").content.textContent);

export function say(key, language, gaps = {}) {
  return data.words[language][key].replace(/\{(\w+)\}/g, (_, name) => gaps[name]);
}
