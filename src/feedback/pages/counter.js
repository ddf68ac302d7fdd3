// Says under the field how many letters stand in it, counted as the server counts: signs a reader sees, without the
// white space around them. The form works without this script; whoever cannot see is told when they pause.
(() => {
  const area = document.getElementById('t');
  const shown = document.getElementById('n');
  const told = document.getElementById('nt');
  const { counter, min, max } = area.dataset;
  const signs = 'Segmenter' in Intl ? new Intl.Segmenter() : null;
  const length = (text) => (signs ? [...signs.segment(text)] : [...text]).length;
  let pause = 0;
  const count = () => {
    const now = length(area.value.normalize('NFC').trim());
    const short = now > 0 && now < Number(min);
    const text = counter.replace('{count}', now);
    shown.hidden = false;
    shown.textContent = text;
    shown.classList.toggle('over', short || now > Number(max));
    clearTimeout(pause);
    pause = setTimeout(() => (told.textContent = text), 1200);
  };
  area.addEventListener('input', count);
  count();
})();
