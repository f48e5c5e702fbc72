/* Reads the page aloud with a voice of the device: no sound comes from anywhere else. The button
   appears only where the device has a voice of the language. What is read is marked data-aloud;
   words of children whose group did not agree to be read aloud are not. */
"use strict";

(() => {
  const button = document.querySelector("[data-aloud-start]");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;

  const start = button.textContent;
  const base = (code) => code.toLowerCase().split(/[-_]/)[0];
  const voiceOf = (code) =>
    speech.getVoices().find((voice) => voice.localService && base(voice.lang) === base(code));
  const languageOf = (part) => part.closest("[lang]").lang;
  const isShown = (part) => part.getClientRects().length > 0;

  const words = (part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(".unseen").forEach((aside) => aside.remove());
    return copy.textContent.trim();
  };

  const offer = () => {
    button.hidden = !voiceOf(document.documentElement.lang);
  };

  const rest = () => {
    speech.cancel();
    button.textContent = start;
  };

  const read = () => {
    const parts = [...document.querySelectorAll("[data-aloud]")].filter(isShown);
    parts.forEach((part, place) => {
      const code = languageOf(part);
      const voice = voiceOf(code);
      if (!voice) return;
      const said = new SpeechSynthesisUtterance(words(part));
      said.lang = code;
      said.voice = voice;
      if (place === parts.length - 1) said.onend = rest;
      speech.speak(said);
    });
    button.textContent = button.dataset.stop;
  };

  button.addEventListener("click", () => (speech.speaking ? rest() : read()));
  window.addEventListener("pagehide", rest);
  speech.addEventListener?.("voiceschanged", offer);
  offer();
})();
