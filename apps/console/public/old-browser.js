/* oxlint-disable no-var -- this one runs in browsers that know no let */
// Runs before the app, in every browser: one sentence instead of an empty page where the browser is older
// than Chrome/Edge 109 (the `lh` unit came with 109). Without its root the app does not start. Plain ES5.
;(function () {
  if (window.CSS && CSS.supports && CSS.supports('width', '1lh')) return
  var root = document.getElementById('root')
  var sentence = document.createElement('p')
  sentence.style.cssText =
    'max-width:36em;margin:20vh auto 0;padding:0 24px;font:16px/1.7 sans-serif'
  sentence.textContent =
    '当前浏览器版本过低，请使用 Chrome 或 Edge 109 及以上版本打开本系统。 ' +
    'This browser is too old: please use Chrome or Edge 109 or later.'
  root.parentNode.replaceChild(sentence, root)
})()
