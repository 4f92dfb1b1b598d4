
(function () {
  var button = document.getElementById('copy');
  var text = document.getElementById('markdown').value;
  button.hidden = false;
  function say(word) {
    var before = 'Copy as Markdown';
    button.textContent = word;
    setTimeout(function () { button.textContent = before; }, 1600);
  }
  function byHand() {
    var area = document.getElementById('markdown');
    area.hidden = false;
    area.select();
    say(document.execCommand('copy') ? 'Copied' : 'Select and copy below');
    area.hidden = true;
  }
  button.addEventListener('click', function () {
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(text).then(function () { say('Copied'); }, byHand);
  });
})();
