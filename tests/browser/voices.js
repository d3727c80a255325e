// Stands for the device's voices: what is spoken is kept, and ends when the test says so.
(() => {
  const voices = [
    { name: "远方", lang: "zh-CN", localService: false },
    { name: "香港", lang: "zh-HK", localService: true },
    { name: "本机", lang: "zh_CN", localService: true },
  ];
  const synth = Object.assign(new EventTarget(), {
    spoken: [],
    silences: 0,
    voices,
    getVoices: () => synth.voices,
    speak: (sentence) => { synth.spoken.push(sentence); },
    cancel: () => { synth.silences++; },
  });
  Object.defineProperty(window, "speechSynthesis", { value: synth });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.endSentence = () => synth.spoken[synth.spoken.length - 1].onend({});
})();
